using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Tabs;

namespace EquityMonitor.Web.Features.Models.Explore;

/// <summary>What a search for hidden subgroups came to. Immutable.</summary>
/// <param name="Lead">What it comes to, in one or two sentences.</param>
/// <param name="Rows">All that were found, ranked by the half that found them.</param>
/// <param name="Notes">What limits this search.</param>
public sealed record SearchView(Metric Metric, double Threshold, string Lead, string Halves, string? Exploratory, IReadOnlyList<SearchRow> Rows, IReadOnlyList<string> Notes);

/// <param name="Key">Text of the subgroup key.</param>
/// <param name="Evidence">Adjusted p of both halves, for whoever wants it.</param>
/// <param name="Parents">What leaving out one attribute gives.</param>
public sealed record SearchRow(string Key, string Name, string Phrase, bool IsConfirmed, string Evidence, Reading Own, Reading Others, Reading Difference, IReadOnlyList<string> Parents);

/// <summary>From a scan to what is shown of it; pure.</summary>
public static class ExploreSearch
{
    public static SearchView Of(ScanReport report, TabScope scope)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(scope);
        var (result, settings) = (report.Result, report.Result.Settings);
        var names = scope.Names;
        var notes = new List<string>();
        if (!result.IsByPatient)
            notes.Add(ScanWords.ByEncounter);
        if (result.LeftOut.Count > 0)
            notes.Add(ScanWords.LeftOut([.. result.LeftOut.Select(columns => string.Join(", ", columns.Select(names.Dimension)))]));
        return new SearchView(
            settings.Metric,
            settings.Threshold,
            ScanWords.Lead(settings.Metric, result.Candidates, result.Found.Count, result.Found.Count(find => find.IsConfirmed)),
            ScanWords.Halves(result.Encounters.Find, result.Encounters.Confirm, settings.Minimum, settings.Metric),
            report.Standing.IsExploratory ? ScanWords.Exploratory(report.Standing.EarlierScans) : null,
            [.. result.Found.Select(find => Row(find, settings.Metric, names))],
            notes);
    }

    private static SearchRow Row(ScanFind find, Metric metric, SubgroupNames names) => new(
        find.Key.ToString(),
        names.Of(find.Key),
        names.Phrase(find.Key),
        find.IsConfirmed,
        $"adjusted p {P(find.FindP)} in the half that finds, {P(find.ConfirmP)} in the half that confirms",
        Reading.Of(find.Confirm.Own),
        Reading.Of(find.Confirm.Others!),
        Reading.Of(find.Confirm.Difference!),
        [.. find.Parents.Select(parent => ScanWords.Parent(names.Of(parent.Key), Reading.Of(parent.Confirm.Own).Short(metric), parent.IsFound))]);

    private static string P(double p) => p < 0.001 ? "< 0.001" : p.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
}
