using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>Whether the days that a person typed can be read again.</summary>
/// <param name="Yesterday">The last complete day at the model's site.</param>
/// <param name="FirstKept">Earlier days are removed by the retention; null when all are kept.</param>
/// <param name="Baseline">Is kept in any case.</param>
public sealed record BackfillRange(DateOnly Yesterday, DateOnly? FirstKept, DateRange? Baseline)
{
    /// <summary>Ten years in one request are a slip of the keyboard; as several requests they are an intention.</summary>
    public const int LongestDays = 3660;

    /// <returns>Null when they can; else what to change.</returns>
    public string? Problem(DateOnly? from, DateOnly? to)
    {
        if (from is not { } first || to is not { } last)
            return "Choose the first and the last day.";
        if (first > last)
            return $"The first day, {Formats.Date(first)}, lies after the last, {Formats.Date(last)}.";
        if (last > Yesterday)
            return $"The last day can be {Formats.Date(Yesterday)} at the latest: a day is read once it is over at the site of the model.";
        if (last.DayNumber - first.DayNumber >= LongestDays)
            return $"At most {Formats.Count(LongestDays)} days are read at once. Choose a shorter range.";
        var isKept = FirstKept is not { } kept || first >= kept || Baseline is { } baseline && baseline.Contains(first) && (baseline.Contains(last) || baseline.To.AddDays(1) >= kept);
        return isKept ? null : $"Encounter days before {Formats.Date(FirstKept!.Value)} are not kept (Retention__EncounterDays): they would be removed again by the next run.";
    }
}
