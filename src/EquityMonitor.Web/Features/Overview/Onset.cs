using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>
/// Since when a verdict holds. A pair is judged only on the newest day of a run, so that its day says when it was first seen and nothing of when it began.
/// </summary>
/// <param name="Day">As-of day.</param>
/// <param name="IsPair">Of more than one dimension.</param>
public sealed record Onset(DateOnly Day, bool IsPair)
{
    /// <summary>"since about 3 Sep 2026", "seen first on 3 Sep 2026".</summary>
    public string InSentence => IsPair ? $"seen first on {Formats.Date(Day)}" : $"since about {Formats.Date(Day)}";

    /// <summary>After a verdict: "since 3 Sep 2026", ", seen first on 3 Sep 2026".</summary>
    public string AfterVerdict => IsPair ? $", seen first on {Formats.Date(Day)}" : $" since {Formats.Date(Day)}";

    /// <summary>"since 80 days", "seen first 80 days ago".</summary>
    public string Relative(DateOnly today) => IsPair ? $"seen first {Formats.Ago(Day, today)}" : Formats.Since(Day, today);
}
