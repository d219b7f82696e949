using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Overview;

public sealed partial class SparklinePanel
{
    private Sparkline? _drawing;
    private string _label = string.Empty;
    private bool _tableWanted;

    [Parameter, EditorRequired] public required TrendView View { get; set; }

    [Parameter, EditorRequired] public required string ModelName { get; set; }

    /// <summary>Where the same trend can be looked at closely.</summary>
    [Parameter, EditorRequired] public required string Href { get; set; }

    private bool IsSuppressed => View.Series.Any(series => series.Readings.Any(reading => reading is Reading.Suppressed));

    protected override void OnParametersSet()
    {
        _drawing = Sparkline.Of(View);
        _label = Label(View);
    }

    private static string Label(TrendView view)
    {
        var limits = view.Limits.Count == 0 ? string.Empty : $"; agreed: {string.Join(", ", view.Limits.Select(limit => limit.Words).Distinct(StringComparer.Ordinal))}";
        return $"{view.Metric.Name} from {Formats.Date(view.Days[0])} to {Formats.Date(view.Days[^1])}: {string.Join("; ", view.Series.Select(series => $"{series.Name} {Course(view, series)}"))}{limits}.";
    }

    private static string Course(TrendView view, TrendSeries series)
    {
        var shown = series.Readings.OfType<Reading>().ToList();
        if (shown.Count == 0)
            return TrendTable.NotEvaluated;
        var (first, last) = (shown[0].Short(view.Metric), shown[^1].Short(view.Metric));
        return first == last ? last : $"first {first}, now {last}";
    }

    private static string Css(TrendSeries series) => series.IsAll ? "all" : VerdictAppearance.Of(series.Verdict).Css;

    private static string At(SparklinePoint point) => FormattableString.Invariant($"left:{point.Left:0.##}%;top:{point.Top:0.##}%");
}
