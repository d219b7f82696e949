using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Alerts.Inbox;

namespace EquityMonitor.Web.Tests.Features.Alerts;

public sealed class AlertSelectionTests
{
    private static readonly DateTime Now = Seed.Now;

    private static readonly AlertLine[] Lines =
    [
        Line(1, severity: Severity.Medium, opened: -120, group: "Payer: Self-pay"),
        Line(2, severity: Severity.High, opened: -1, model: "sepsis", group: "Black & Female"),
        Line(3, severity: Severity.High, opened: -58, group: "Language: Spanish", state: AlertState.Acknowledged, by: "Dr One"),
        Line(4, severity: Severity.Low, opened: -200, group: "Site: West", state: AlertState.Resolved, by: "Dr One", closed: -29),
        Line(5, severity: Severity.Low, opened: -300, group: "Site: East", state: AlertState.Recovered, closed: -31),
        Line(6, severity: Severity.High, opened: -400, group: "Site: North", state: AlertState.Dismissed, closed: -2),
    ];

    [Theory]
    [InlineData("", "3 2 1")]
    [InlineData("sort=oldest", "1 3 2")]
    [InlineData("sort=newest", "2 3 1")]
    [InlineData("sort=model", "3 1 2")]
    [InlineData("state=acknowledged", "3")]
    [InlineData("state=closed", "6 5 4")]
    [InlineData("state=closed&within=30", "6 4")]
    [InlineData("state=all&sort=oldest", "6 5 4 1 3 2")]
    [InlineData("owner=nobody", "2 1")]
    [InlineData("owner=me", "3")]
    [InlineData("state=all&owner=me", "3 4")]
    [InlineData("model=sepsis", "2")]
    [InlineData("model=none", "")]
    [InlineData("state=all&severity=low", "5 4")]
    [InlineData("text=SPAN", "3")]
    [InlineData("text=female%20black", "2")]
    [InlineData("state=all&text=site%20floor", "6 5 4")]
    public void Select_ByFilter_GivesTheRightAlertsInOrder(string query, string expected) =>
        string.Join(' ', AlertSelection.Of(Lines, AlertFilter.Parse(query), "Dr One", Now).Alerts).ShouldBe(expected);

    [Fact]
    public void Select_MineOfNobodyNamed_IsNone() => AlertSelection.Of(Lines, AlertFilter.Parse("state=all&owner=me"), null, Now).Matching.ShouldBe(0);

    [Fact]
    public void Select_Hundreds_AreSplitIntoPagesWithoutLossOrOverlap()
    {
        var many = Enumerable.Range(1, 312).Select(id => Line(id)).ToArray();

        var pages = Enumerable.Range(1, 7).Select(page => AlertSelection.Of(many, AlertFilter.Default with { Page = page }, null, Now)).ToArray();

        pages.SelectMany(page => page.Alerts).ShouldBe(Enumerable.Range(1, 312));
        pages.ShouldAllBe(page => page.Pages == 7 && page.Matching == 312);
        (pages[6].First, pages[6].Last).ShouldBe((301, 312));
        AlertSelection.Of(many, AlertFilter.Default with { Page = 99 }, null, Now).Page.ShouldBe(7);
    }

    [Theory]
    [InlineData(0, 0, 0, null, "No alert has opened yet.")]
    [InlineData(0, 0, 1, null, "No alert is open; 1 has been closed.")]
    [InlineData(1, 1, 0, 80, "1 alert is open, not yet acknowledged; below for 80 days.")]
    [InlineData(1, 0, 0, 0, "1 alert is open, and acknowledged; below since today.")]
    [InlineData(4, 2, 3, 80, "4 alerts are open, 2 not yet acknowledged; the oldest below for 80 days.")]
    [InlineData(4, 4, 0, 1, "4 alerts are open, none of them acknowledged yet; the oldest below since yesterday.")]
    [InlineData(2, 0, 0, 3, "2 alerts are open, all of them acknowledged; the oldest below for 3 days.")]
    public void Lead_OfTotals_SaysWhatWaits(int open, int unacknowledged, int closed, int? days, string expected) =>
        InboxSentences.Lead(new InboxTotals(open, unacknowledged, closed, days)).Replace("\u00A0", " ").ShouldBe(expected);

    [Theory]
    [InlineData("", 0, 1, 1, "No open alerts.")]
    [InlineData("text=x", 0, 1, 1, "No alert matches these filters.")]
    [InlineData("state=closed", 1, 1, 1, "1 closed alert")]
    [InlineData("state=all&page=2", 120, 2, 3, "51 to 100 of 120 alerts")]
    public void Shown_OfASelection_SaysHowMany(string query, int matching, int page, int pages, string expected)
    {
        var onPage = Math.Min(AlertSelection.PageSize, matching - ((page - 1) * AlertSelection.PageSize));

        InboxSentences.Shown(new AlertSelection([.. Enumerable.Range(1, onPage)], matching, page, pages), AlertFilter.Parse(query)).ShouldBe(expected);
    }

    private static AlertLine Line(
        int id, Severity severity = Severity.Medium, int opened = -10, string model = "readmission", string group = "All patients", AlertState state = AlertState.Open, string? by = null, int? closed = null) =>
        new(id, model, model, group, "Sensitivity floor", severity, state, Seed.Newest.AddDays(opened), by, closed is { } days ? Now.AddDays(days) : null);
}
