using EquityMonitor.Reporting.Summary;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Summaries;

/// <summary>The months that there are summaries of.</summary>
/// <param name="Months">The newest first.</param>
public sealed record SummariesView(IReadOnlyList<SummaryMonth> Months)
{
    /// <summary>What is shown before older months are asked for.</summary>
    public const int Recent = 6;

    public string Lead
    {
        get
        {
            if (Months.Count == 0)
                return "There is no summary yet: no encounter is stored.";
            var models = Months.SelectMany(month => month.Models.Select(model => model.Key)).Distinct().Count();
            var whom = models == 1 ? "the model" : $"all {Formats.Count(models)} models";
            return Months.FirstOrDefault(month => month.State == MonthState.Mature && month.Models.Count == models) is { } mature
                ? $"{mature.Month.Name} is the newest month that is complete and mature for {whom}."
                : $"No month is complete and mature for {whom} yet.";
        }
    }
}

/// <summary>The summary that an address asks for.</summary>
/// <param name="Summary">Null when there is no such month or model.</param>
/// <param name="Months">What else there is.</param>
public sealed record SummaryView(string MonthText, string? ModelKey, MonthlySummary? Summary, IReadOnlyList<SummaryMonth> Months)
{
    /// <summary>The models that have a summary of the month, with the one that is shown.</summary>
    public IReadOnlyList<(string Key, string Name)> Models =>
    [
        .. (Months.FirstOrDefault(month => month.Month == Summary?.Month)?.Models.Select(model => (model.Key, model.Name)) ?? [])
            .Concat(Summary is { IsFleet: false } one ? one.Models.Select(model => (model.Key, model.Name)) : [])
            .DistinctBy(model => model.Key),
    ];

    /// <summary>The month before or after, where it has a summary of the same model.</summary>
    public CalendarMonth? Neighbour(bool next)
    {
        if (Summary is not { } summary)
            return null;
        var wanted = Months.Where(month => ModelKey is null || month.Models.Any(model => model.Key == ModelKey)).Select(month => month.Month);
        return next
            ? wanted.Where(month => month.CompareTo(summary.Month) > 0).Select(month => (CalendarMonth?)month).LastOrDefault()
            : wanted.Where(month => month.CompareTo(summary.Month) < 0).Select(month => (CalendarMonth?)month).FirstOrDefault();
    }
}
