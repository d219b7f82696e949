using EquityMonitor.Reporting.Tables;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Tabs;

namespace EquityMonitor.Web.Features.Models.Drift;

/// <summary>Drift as tables for the screen and for files; pure.</summary>
public static class DriftTables
{
    private const string Withheld = "Suppressed (1 to 10)";

    public static TrendTable Scores(GroupDriftView group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return new TrendTable(
            ["Scores", "In the baseline", "Now"],
            [.. group.Bins.Select(bin => new TrendRow(DriftWords.Bin(bin), [Share(bin.Baseline, bin.BaselineCount), Share(bin.Now, bin.NowCount)]))]);
    }

    public static TrendTable Mix(MixDetail detail)
    {
        ArgumentNullException.ThrowIfNull(detail);
        return new TrendTable(
            [detail.Name, "Now", .. detail.HasTraining ? ["Training population", "Times as often"] : Array.Empty<string>(), .. detail.HasBaseline ? ["Baseline", "Times as often"] : Array.Empty<string>()],
            [.. detail.Rows.Select(row => new TrendRow(row.Name,
            [
                row.Now.Text(Metric.FlagRate),
                .. detail.HasTraining ? [Reference(row.TrainingShare), Times(row.OfTraining)] : Array.Empty<string>(),
                .. detail.HasBaseline ? [Reference(row.BaselineShare), Times(row.OfBaseline)] : Array.Empty<string>(),
            ]))]);
    }

    /// <summary>"0.83, 0.71 to 0.97".</summary>
    public static string Times(Estimate.Measured ratio) => ShiftWords.Times(ratio);

    public static DataTable ScoresFile(DriftView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new DataTable(
            "score-drift",
            [
                DataColumn.Text("Group"), DataColumn.Number("Scores from"), DataColumn.Number("Scores below"), DataColumn.Share("Share in the baseline"), DataColumn.Share("Share now"),
                DataColumn.Count("Encounters in the baseline"), DataColumn.Count("Encounters now"), DataColumn.Number("PSI"), DataColumn.Number("PSI less chance"), DataColumn.Number("KS"), DataColumn.Number("KS p-value"),
                DataColumn.Number("Jensen-Shannon distance"), DataColumn.Number("Wasserstein distance"), DataColumn.Number("Wasserstein over baseline SD"), DataColumn.Text("Why there is no value"),
            ],
            [.. view.Groups.SelectMany(group => group.IsWithheld ? [[group.Name, .. new object?[13], Withheld]] : group.Bins.Select(bin => (IReadOnlyList<object?>)
            [
                group.Name, bin.From, bin.To, bin.Baseline, bin.Now, bin.BaselineCount, bin.NowCount, group.Shift?.Result.StabilityIndex.Value, group.Shift?.Result.StabilityIndex.BiasCorrected,
                group.Shift?.Result.KolmogorovSmirnov.Statistic, group.Shift?.Result.KolmogorovSmirnov.PValue, group.Shift?.Result.JensenShannonDistance, group.Shift?.Result.Wasserstein.Distance,
                group.Shift?.Result.Wasserstein.OverBaselineDeviation.OrNull(), bin.Now is null || bin.Baseline is null ? Withheld : null,
            ]))]);
    }

    public static DataTable MixFile(DriftView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new DataTable(
            "patient-mix",
            [
                DataColumn.Text("Dimension"), DataColumn.Text("Value"), DataColumn.Share("Share now"), DataColumn.Share(IntervalWords.Lower(view.Level)), DataColumn.Share(IntervalWords.Upper(view.Level)),
                DataColumn.Share("Share of the training population"), DataColumn.Number("Times as often as in training"), DataColumn.Number($"{IntervalWords.Lower(view.Level)} against training"), DataColumn.Number($"{IntervalWords.Upper(view.Level)} against training"),
                DataColumn.Share("Share of the baseline"), DataColumn.Number("Times as often as in the baseline"), DataColumn.Number($"{IntervalWords.Lower(view.Level)} against the baseline"), DataColumn.Number($"{IntervalWords.Upper(view.Level)} against the baseline"), DataColumn.Text("Why there is no value"),
            ],
            [.. view.Chosen.Rows.Select(row => (IReadOnlyList<object?>)
            [
                view.Chosen.Name, row.Name, .. Figures(row.Now), row.TrainingShare, .. Figures(row.OfTraining), row.BaselineShare, .. Figures(row.OfBaseline), row.Now is Reading.Suppressed ? Withheld : null,
            ])]);
    }

    public static DataTable SharesFile(DriftView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new DataTable(
            "rate-drift",
            [
                DataColumn.Text("Group"), DataColumn.Text("Measure"), DataColumn.Share("Now"), DataColumn.Share("In the baseline"), DataColumn.Number("Difference"), DataColumn.Number(IntervalWords.Lower(view.Level)),
                DataColumn.Number(IntervalWords.Upper(view.Level)), DataColumn.Text("Why there is no value"),
            ],
            [.. view.Groups.SelectMany(group => group.Shares.Select(share => (IReadOnlyList<object?>)
            [
                group.Name, share.Name, share.Now.MeasuredOrNull?.Value, share.Before.MeasuredOrNull?.Value, .. Figures(share.Difference), share.Difference is Reading.Known ? null : GapWords.Of(share.Difference),
            ]))]);
    }

    private static object?[] Figures(Reading? reading) => [reading?.MeasuredOrNull?.Value, reading?.MeasuredOrNull?.Interval?.Low, reading?.MeasuredOrNull?.Interval?.High];

    private static string Share(double? share, long? count) => share is { } known ? $"{Formats.Percent(known)}, {Formats.Count(count!.Value, "encounter", "encounters")}" : Withheld;

    private static string Reference(double? share) => share is { } known ? Formats.Percent(known) : "not there";

    private static string Times(Reading? reading) => reading switch
    {
        null => "not there",
        Reading.Known known => Times(known.Measured),
        Reading.NotEstimable none => $"Not estimable: {none.Why}",
        _ => Withheld,
    };
}
