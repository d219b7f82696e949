using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Features;
using EquityMonitor.Web.Features.Alerts.Inbox;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Models.Subgroups;
using EquityMonitor.Web.Features.Overview;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace EquityMonitor.Web.Tests.Features;

public sealed class PageWarmUpTests : IAsyncDisposable
{
    private readonly MonitorFiles _files = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 3, 2, 0, 0, TimeSpan.Zero));
    private readonly ChangeBroker _changes = new();
    private readonly IOverviewReader _overview = Substitute.For<IOverviewReader>();
    private readonly IModelReader _models = Substitute.For<IModelReader>();
    private readonly IInboxReader _inbox = Substitute.For<IInboxReader>();
    private readonly PageWarmUp _warmUp;

    public PageWarmUpTests()
    {
        _overview.ReadAsync(default, default).ReturnsForAnyArgs(new OverviewView([new ModelCardView { Key = "sepsis", Name = "Sepsis" }], [], []));
        _models.ReadAsync(default!, default, default).ReturnsForAnyArgs(new ModelPageView("sepsis", null, null));
        _warmUp = new PageWarmUp(_overview, _models, new SubgroupsReader(_files), _inbox, _changes, _time, NullLogger<PageWarmUp>.Instance);
    }

    [Fact]
    public async Task Start_OfTheProgram_ReadsTheOverviewEveryModelAndTheInbox()
    {
        await StartAsync();

        await _overview.ReceivedWithAnyArgs(1).ReadAsync(default, default);
        await _models.Received(1).ReadAsync(Arg.Is<ModelQuery>(query => query.Key == "sepsis"), true, Arg.Any<CancellationToken>());
        await _inbox.Received(1).ReadAsync(AlertFilter.Default, Arg.Is<Person?>(person => person == null), true, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Change_ByJudging_ReadsAgainAtMostOnceAMinute()
    {
        await StartAsync();
        for (var i = 0; i < 50; i++)
            _changes.Publish(new Change("sepsis", ChangeKind.Judged));
        _changes.Publish(new Change("sepsis", ChangeKind.AlertChanged));

        _time.Advance(TimeSpan.FromSeconds(59));
        await _overview.ReceivedWithAnyArgs(1).ReadAsync(default, default);
        _time.Advance(TimeSpan.FromSeconds(2));
        await _overview.ReceivedWithAnyArgs(2).ReadAsync(default, default);
        _time.Advance(TimeSpan.FromHours(1));
        await _overview.ReceivedWithAnyArgs(2).ReadAsync(default, default);
    }

    [Fact]
    public async Task Failure_OfAReading_LeavesTheProgramAndTheNextReadingAlone()
    {
        _overview.ReadAsync(default, default).ThrowsAsyncForAnyArgs(new InvalidOperationException("no database"));
        await StartAsync();

        _changes.Publish(new Change("sepsis", ChangeKind.Judged));
        _time.Advance(TimeSpan.FromMinutes(2));

        await _overview.ReceivedWithAnyArgs(2).ReadAsync(default, default);
        await _models.DidNotReceiveWithAnyArgs().ReadAsync(default!, default, default);
    }

    [Fact]
    public async Task Change_AfterStopping_IsNotRead()
    {
        await StartAsync();
        await _warmUp.StoppingAsync(TestContext.Current.CancellationToken);

        _changes.Publish(new Change("sepsis", ChangeKind.Judged));
        _time.Advance(TimeSpan.FromMinutes(2));

        await _overview.ReceivedWithAnyArgs(1).ReadAsync(default, default);
    }

    public async ValueTask DisposeAsync()
    {
        await _warmUp.DisposeAsync();
        _files.Dispose();
    }

    private async Task StartAsync()
    {
        await _warmUp.StartedAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.Zero);
    }
}
