using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>
/// Since when a verdict holds. Its day says when the evidence sufficed, and peek-safe evidence tells when that which it found probably began, which is earlier. A pair
/// is judged only on the newest day of a run, so that its day says nothing of when it began.
/// </summary>
/// <param name="Day">As-of day.</param>
/// <param name="IsPair">Of more than one dimension.</param>
public sealed record Onset(DateOnly Day, bool IsPair)
{
    /// <summary>The encounter day on which it probably began; null where nothing tells it.</summary>
    public DateOnly? Began { get; init; }

    /// <summary>It held on the first day already that was judged.</summary>
    public bool OrEarlier { get; init; }

    /// <summary>The best known first day.</summary>
    public DateOnly Since => Began ?? Day;

    /// <summary>"since about 3 Sep 2026", "probably since about 18 Jun 2026", "since about 5 Jan 2025, judged so for the first time on 29 Jun 2026".</summary>
    public string InSentence => this switch
    {
        { Began: { } began, IsPair: true } => $"since about {Formats.Date(began)}, {First}",
        { Began: { } began } => $"probably since about {Formats.Date(began)}",
        { IsPair: true } => $"{First}, and maybe older",
        { OrEarlier: true } => $"since {Formats.Date(Day)} or earlier",
        _ => $"since about {Formats.Date(Day)}",
    };

    /// <summary>After a verdict: " since 3 Sep 2026", " probably since about 18 Jun 2026; judged so since 13 Nov 2026", ", judged so for the first time on 29 Jun 2026; it may be older".</summary>
    public string AfterVerdict => this switch
    {
        { Began: { } began, IsPair: true } => $" since about {Formats.Date(began)}; {First}",
        { Began: { } began } => $" probably since about {Formats.Date(began)}; judged so since {Formats.Date(Day)}{(OrEarlier ? " or earlier" : null)}",
        { IsPair: true } => $", {First}; it may be older",
        { OrEarlier: true } => $" since {Formats.Date(Day)} or earlier",
        _ => $" since {Formats.Date(Day)}",
    };

    /// <summary>Under the heading "Below since": "15 Apr 2026", "about 5 Jan 2025", "29 Jun 2026 or earlier".</summary>
    public string Short => this switch
    {
        { Began: { } began } => $"about {Formats.Date(began)}",
        { IsPair: true } or { OrEarlier: true } => $"{Formats.Date(Day)} or earlier",
        _ => Formats.Date(Day),
    };

    /// <summary>What has to be said besides; null where the day says it all.</summary>
    public string? Besides => IsPair ? First : null;

    /// <summary>"since 80 days", "judged so first yesterday".</summary>
    public string Relative(DateOnly today) => IsPair && Began is null ? $"judged so first {Formats.Ago(Day, today)}" : Formats.Since(Since, today);

    private string First => $"judged so for the first time on {Formats.Date(Day)}";
}
