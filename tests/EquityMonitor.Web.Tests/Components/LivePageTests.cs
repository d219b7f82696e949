using Bunit;
using Bunit.TestDoubles;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using EquityMonitor.Web.Tests.Features;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Components;

public sealed class LivePageTests : BunitContext
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 3, 2, 0, 0, TimeSpan.Zero));
    private readonly ChangeBroker _changes = new();
    private readonly BunitAuthorizationContext _person;

    public LivePageTests()
    {
        Services.AddPageServices(_changes, new ProgressBoard(_time, NullLogger<ProgressBoard>.Instance), _time);
        _person = AddAuthorization();
        _person.SetAuthorized("Dr Viewer").SetPolicies(Policies.Viewer);
    }

    [Fact]
    public void Page_Rendered_ShowsWhatWasRead()
    {
        var page = Render<Probe>(parameters => parameters.Add(probe => probe.Read, (number, _) => Task.FromResult($"read {number}")).Add(probe => probe.Number, 1));

        page.Markup.ShouldBe("read 1");
    }

    [Fact]
    public void Page_AddressChanged_ReadsAgain_ButNotForOtherParameters()
    {
        var reads = 0;
        Task<string> Read(int number, CancellationToken cancellationToken) => Task.FromResult($"{++reads}: {number}");
        var page = Render<Probe>(parameters => parameters.Add(probe => probe.Read, Read).Add(probe => probe.Number, 1));

        page.Render(parameters => parameters.Add(probe => probe.Number, 2));
        page.Markup.ShouldBe("2: 2");

        page.Render(parameters => parameters.Add(probe => probe.Other, "changed"));
        page.Markup.ShouldBe("2: 2");
    }

    [Fact]
    public void Page_ReadSuperseded_ShowsTheLaterOne_HoweverLateTheEarlierEnds()
    {
        var slow = new TaskCompletionSource<string>();
        Task<string> Read(int number, CancellationToken cancellationToken) => number == 1 ? slow.Task : Task.FromResult("two");
        var page = Render<Probe>(parameters => parameters.Add(probe => probe.Read, Read).Add(probe => probe.Number, 1));

        page.Render(parameters => parameters.Add(probe => probe.Number, 2));
        slow.SetResult("one");

        page.WaitForAssertion(() => page.Markup.ShouldBe("two"));
    }

    [Fact]
    public void Page_ReadFails_KeepsWhatItHad_AndRecoversWithTheNextCommit()
    {
        var failing = false;
        Task<string> Read(int number, CancellationToken cancellationToken) => failing ? throw new InvalidOperationException("away") : Task.FromResult($"read {number}");
        var page = Render<Probe>(parameters => parameters.Add(probe => probe.Read, Read).Add(probe => probe.Number, 1));

        failing = true;
        page.Render(parameters => parameters.Add(probe => probe.Number, 2));
        page.Markup.ShouldBe("read 1, failed");

        failing = false;
        _changes.Publish(new Change("readmission", ChangeKind.Judged));
        _time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => page.Markup.ShouldBe("read 2"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Page_Sight_FollowsThePolicy(bool mayShow)
    {
        if (mayShow)
            _person.SetPolicies(Policies.SmallCells);

        var page = Render<Probe>(parameters => parameters.Add(probe => probe.Read, (_, _) => Task.FromResult("any")));

        page.Instance.Shows.ShouldBe(mayShow);
    }

    [Fact]
    public async Task Page_Left_CancelsItsReading()
    {
        CancellationToken seen = default;
        var never = new TaskCompletionSource<string>();
        Render<Probe>(parameters => parameters.Add(probe => probe.Read, (_, token) =>
        {
            seen = token;
            return never.Task;
        }));

        await DisposeComponentsAsync();

        seen.IsCancellationRequested.ShouldBeTrue();
    }

    private sealed class Probe : LivePage<string>
    {
        [Parameter] public Func<int, CancellationToken, Task<string>> Read { get; set; } = default!;
        [Parameter] public int Number { get; set; }
        [Parameter] public string? Other { get; set; }

        public bool Shows => ShowsSmallCells;

        protected override string Name => "the probe";

        protected override object? Address => Number;

        protected override Task<string> ReadAsync(CancellationToken cancellationToken) => Read(Number, cancellationToken);

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"{View}{(Failure is null ? null : ", failed")}");
    }
}
