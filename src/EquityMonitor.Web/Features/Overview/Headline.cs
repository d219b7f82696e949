using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>What needs attention, in plain words with numbers; pure.</summary>
/// <param name="Lead">The first sentence of the page.</param>
/// <param name="Items">One for each model that is below, worst first; then those on watch.</param>
public sealed record Headline(string Lead, IReadOnlyList<HeadlineItem> Items)
{
    public static Headline Of(OverviewView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var judged = view.Models.Where(model => model.Verdict is not null).ToList();
        var below = judged.Where(model => model.Verdict == Verdict.Below).ToList();
        var watched = judged.Where(model => model.Verdict == Verdict.Watch).ToList();
        return new Headline(
            Sentence(view, judged, below, watched),
            [
                .. below.Select(model => new HeadlineItem(model.Key, Verdict.Below, ConcernSentence.Of(model), model.Concern?.Worst?.AlertId ?? model.Concern?.Worst?.Closed?.Id)),
                .. watched.Where(model => model.Concern is not null).Select(model => new HeadlineItem(model.Key, Verdict.Watch, ConcernSentence.Of(model), null)),
            ]);
    }

    private static string Sentence(OverviewView view, List<ModelCardView> judged, List<ModelCardView> below, List<ModelCardView> watched)
    {
        if (judged.Count == 0)
            return view.Models.Count == 1 ? "No results yet: the model is being evaluated for the first time." : "No results yet: the models are being evaluated for the first time.";
        var waiting = view.Models.Count - judged.Count;
        var rest = waiting == 0 ? string.Empty : $" {Models(waiting)} {(waiting == 1 ? "has" : "have")} no results yet.";
        if (below.Count > 0)
        {
            var alsoWatched = watched.Count == 0 ? string.Empty : $" {(watched.Count == 1 ? "One more is" : $"{watched.Count} more are")} on watch.";
            var attention = below.Count == view.Models.Count
                ? below.Count == 1 ? "The model needs attention" : $"All {below.Count} models need attention"
                : $"{below.Count} of {Models(view.Models.Count)} {(below.Count == 1 ? "needs" : "need")} attention";
            var worst = ConcernSentence.Short(below[0]) is { } finding ? $": {finding}" : null;
            return $"{attention}{worst}.{alsoWatched}{rest}{Waiting(view)}";
        }

        if (watched.Count > 0)
            return $"No model is below what was agreed. {watched.Count} of {Models(view.Models.Count)} {(watched.Count == 1 ? "is" : "are")} on watch.{rest}";
        return judged.TrueForAll(model => model.Verdict == Verdict.Meets)
            ? $"{(judged.Count == 1 ? "The model meets" : $"All {judged.Count} judged models meet")} what was agreed, for every group with enough patients.{rest}"
            : $"Too few patients yet to say whether {(judged.Count == 1 ? "the model meets" : "the models meet")} what was agreed.{rest}";
    }

    /// <summary>What there is to do.</summary>
    private static string Waiting(OverviewView view) => (view.Alerts.Count, view.Alerts.Count(alert => alert.State == AlertState.Open)) switch
    {
        (0, _) => string.Empty,
        (1, 0) => " Somebody has taken on the open alert.",
        (var open, 0) => $" Somebody has taken on each of the {open} open alerts.",
        (_, 1) => " 1 alert waits for somebody to take it on.",
        (_, var waiting) => $" {waiting} alerts wait for somebody to take them on.",
    };

    private static string Models(int count) => count == 1 ? "1 model" : $"{count} models";
}

/// <param name="AlertId">The alert about it, the open one or else the newest that was closed; null when there is none.</param>
public sealed record HeadlineItem(string ModelKey, Verdict Verdict, string Text, int? AlertId);
