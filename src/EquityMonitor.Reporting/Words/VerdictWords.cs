using EquityMonitor.Monitoring.Rules;

namespace EquityMonitor.Reporting.Words;

/// <summary>A verdict in words and as a symbol, the same on pages, in charts, in files and on paper.</summary>
/// <param name="Key">For files that programs read.</param>
/// <param name="Word">For people.</param>
/// <param name="Svg">The inside of a 16 by 16 drawing in the current text colour.</param>
/// <param name="Rank">0 needs attention most.</param>
public sealed record VerdictWords(string Key, string Word, string Svg, int Rank)
{
    private static readonly VerdictWords Below = new("below", "Below", """<path d="M1 2.5h14L8 14.5z" fill="currentColor"/>""", 0);

    private static readonly VerdictWords Watch = new(
        "watch", "Watch", """<path d="M8 1.2 14.8 8 8 14.8 1.2 8z" fill="none" stroke="currentColor" stroke-width="1.8"/>""", 1);

    private static readonly VerdictWords Meets = new(
        "meets",
        "Meets",
        """<circle cx="8" cy="8" r="6.8" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M4.6 8.3 7 10.7l4.4-5" fill="none" stroke="currentColor" stroke-width="1.8"/>""",
        2);

    private static readonly VerdictWords Insufficient = new(
        "insufficientData",
        "Insufficient data",
        """<circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 2.58"/>""",
        3);

    private static readonly VerdictWords NotMature = new(
        "notMature",
        "Not mature yet",
        """<path d="M3 1.5h10M3 14.5h10M4.2 1.5c0 4 3.8 4.4 3.8 6.5s-3.8 2.5-3.8 6.5M11.8 1.5c0 4-3.8 4.4-3.8 6.5s3.8 2.5 3.8 6.5" fill="none" stroke="currentColor" stroke-width="1.5"/>""",
        4);

    /// <param name="verdict">Null while nothing has been judged.</param>
    public static VerdictWords Of(Verdict? verdict) => verdict switch
    {
        Verdict.Below => Below,
        Verdict.Watch => Watch,
        Verdict.Meets => Meets,
        Verdict.InsufficientData => Insufficient,
        null => NotMature,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Unknown verdict."),
    };
}
