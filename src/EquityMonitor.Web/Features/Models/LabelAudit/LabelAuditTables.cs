using EquityMonitor.Reporting.Tables;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.LabelAudit;

/// <summary>A label audit as tables for the screen and for files; pure.</summary>
public static class LabelAuditTables
{
    public static TrendTable Need(LabelAuditView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var shown = view.Groups.Where(group => group.Bins.Count > 0).ToList();
        return new TrendTable(
            ["Score percentiles", .. shown.Select(group => group.Name)],
            [.. shown[0].Bins.Select((bin, index) => new TrendRow(FormattableString.Invariant($"{bin.From:0} to {bin.To:0}"), [.. shown.Select(group => LabelAuditWords.Need(group.Bins[index].Need))]))]);
    }

    public static DataTable NeedFile(LabelAuditView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new DataTable(
            "label-audit",
            [
                DataColumn.Text("Group"), DataColumn.Number("Score percentile from"), DataColumn.Number("Score percentile to"), DataColumn.Number("Mean need"), DataColumn.Number(IntervalWords.Lower(view.Level)),
                DataColumn.Number(IntervalWords.Upper(view.Level)), DataColumn.Number("Patients"), DataColumn.Text("Why there is no value"),
            ],
            [.. view.Groups.SelectMany(group => group.Bins.Select(bin => (IReadOnlyList<object?>)
            [
                group.Name, bin.From, bin.To, bin.Need.MeasuredOrNull?.Value, bin.Need.MeasuredOrNull?.Interval?.Low, bin.Need.MeasuredOrNull?.Interval?.High, bin.Need.MeasuredOrNull?.Denominator,
                bin.Need is Reading.Known ? null : LabelAuditWords.Need(bin.Need),
            ]))]);
    }

    public static DataTable GroupsFile(LabelAuditView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new DataTable(
            "label-audit-groups",
            [
                DataColumn.Text("Group"), DataColumn.Count("Patients"), DataColumn.Number("Difference in mean need near the threshold"), DataColumn.Number(IntervalWords.Lower(view.Level)),
                DataColumn.Number(IntervalWords.Upper(view.Level)), DataColumn.Number("p-value"), DataColumn.Count("Patients near the threshold"), DataColumn.Share("Share of the flagged now"), DataColumn.Share("Share if flagged by need"),
                DataColumn.Text("Why there is no value"),
            ],
            [.. view.Groups.Select(group => (IReadOnlyList<object?>)
            [
                group.Name, group.Patients, group.Gap.MeasuredOrNull?.Value, group.Gap.MeasuredOrNull?.Interval?.Low, group.Gap.MeasuredOrNull?.Interval?.High, group.PValue.OrNull(), group.NearThreshold,
                group.ShareOfFlagged.MeasuredOrNull?.Value, group.ShareByNeed, group.Gap is Reading.Known ? null : LabelAuditWords.Gap(group.Gap),
            ])]);
    }
}
