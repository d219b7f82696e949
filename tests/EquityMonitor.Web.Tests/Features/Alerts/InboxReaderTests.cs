using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Alerts.Inbox;
using EquityMonitor.Web.Features.Overview;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Alerts;

public sealed class InboxReaderTests : IDisposable
{
    private readonly MonitorFiles _files = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Seed.Now));

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Read_AnyFilter_CountsAllAlerts()
    {
        AlertSeed.Fill(_files);
        AlertSeed.Add(_files, AlertState.Acknowledged, 100, "Dr One");
        AlertSeed.Add(_files, AlertState.Dismissed, 300, null, Seed.Now.AddDays(-200));

        var view = await ReadAsync("text=nothing");

        view.Totals.ShouldBe(new InboxTotals(2, 1, 1, 101));
        view.Alerts.ShouldBeEmpty();
        view.Models.ShouldBe([new ModelOption("readmission", "30-day readmission risk")]);
    }

    [Fact]
    public async Task Read_ClosedAlerts_SayByWhomAndHowLongTheyWereOpen()
    {
        AlertSeed.Fill(_files);
        AlertSeed.Add(_files, AlertState.Resolved, 100, "Dr One", Seed.Now.AddDays(-3));
        AlertSeed.Add(_files, AlertState.Recovered, 300, null, Seed.Now.AddDays(-200));

        var view = await ReadAsync("state=closed&sort=newest");

        view.Alerts.Select(alert => (alert.State, alert.ClosedBy)).ShouldBe([(AlertState.Resolved, "Dr Closer"), (AlertState.Recovered, "EquityMonitor")]);
        view.Alerts[0].SinceWords.Replace("\u00A0", " ").ShouldBe("closed after 97 days");
    }

    [Fact]
    public async Task Read_SearchForTheGroupAsPeopleSayIt_FindsIt()
    {
        var alert = AlertSeed.Fill(_files);

        (await ReadAsync("text=language%20spanish")).Alerts.ShouldHaveSingleItem().Id.ShouldBe(alert);
        (await ReadAsync("text=floor")).Alerts.ShouldHaveSingleItem();
        (await ReadAsync("text=english")).Alerts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_SmallCell_IsSuppressedForViewersOnly()
    {
        AlertSeed.Fill(_files, falseNegatives: 8);

        (await ReadAsync("", showSmallCells: false)).Alerts.ShouldHaveSingleItem().Measured.ShouldBeOfType<Reading.Suppressed>();
        (await ReadAsync("")).Alerts.ShouldHaveSingleItem().Measured.ShouldBeOfType<Reading.Known>();
    }

    [Fact]
    public async Task Read_UnreadableDefinition_ShowsTheAlertsAllTheSame()
    {
        AlertSeed.Fill(_files);
        AlertSeed.Change(_files, context => (context.Models.Single().DefinitionYaml, context.Models.Single().DefinitionHash) = ("key: [", "h2"));

        (await ReadAsync("text=spanish")).Alerts.ShouldHaveSingleItem().Subgroup.ShouldBe("Language: Spanish");
    }

    [Fact]
    public void Read_Hundreds_AreReadAtOnceAndNotOneByOne()
    {
        AlertSeed.Fill(_files);
        for (var i = 0; i < 400; i++)
            AlertSeed.Add(_files, i % 4 == 0 ? AlertState.Open : AlertState.Resolved, 100 + i, null, i % 4 == 0 ? null : Seed.Now.AddDays(-i));

        var cost = _files.Meter.Of(async () => (await ReadAsync("state=all")).Selection.Matching.ShouldBe(401));

        cost.IsAtMost(queries: 12, rows: 650, megabytes: 4).ShouldBeTrue(cost.ToString());
    }

    private Task<InboxView> ReadAsync(string query, bool showSmallCells = true) =>
        new InboxReader(_files, new SavedViews(_files, _time), _time, NullLogger<InboxReader>.Instance)
            .ReadAsync(AlertFilter.Parse(query), Person.Named("Dr One"), showSmallCells, CancellationToken.None);
}
