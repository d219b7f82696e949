using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Web.Components.Theme;

namespace EquityMonitor.Web.Components;

/// <summary>How a verdict looks and reads, the same on pages, in charts and in tables.</summary>
/// <param name="Css">Class that colours it.</param>
/// <param name="Svg">The inside of a 16 by 16 drawing in the current text colour.</param>
/// <param name="PlotlySymbol">The closest marker of the chart library.</param>
/// <param name="Rank">0 needs attention most.</param>
public sealed record VerdictAppearance(string Word, string Css, string Svg, string PlotlySymbol, int Rank)
{
    private static readonly VerdictAppearance Below = new(
        "Below", "below", """<path d="M1 2.5h14L8 14.5z" fill="currentColor"/>""", "triangle-down", 0);

    private static readonly VerdictAppearance Watch = new(
        "Watch", "watch", """<path d="M8 1.2 14.8 8 8 14.8 1.2 8z" fill="none" stroke="currentColor" stroke-width="1.8"/>""", "diamond-open", 1);

    private static readonly VerdictAppearance Meets = new(
        "Meets", "meets",
        """<circle cx="8" cy="8" r="6.8" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M4.6 8.3 7 10.7l4.4-5" fill="none" stroke="currentColor" stroke-width="1.8"/>""",
        "circle-open", 2);

    private static readonly VerdictAppearance Insufficient = new(
        "Insufficient data", "insufficient",
        """<circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 2.58"/>""", "circle-open-dot", 3);

    private static readonly VerdictAppearance NotMature = new(
        "Not mature yet", "notmature",
        """<path d="M3 1.5h10M3 14.5h10M4.2 1.5c0 4 3.8 4.4 3.8 6.5s-3.8 2.5-3.8 6.5M11.8 1.5c0 4-3.8 4.4-3.8 6.5s3.8 2.5 3.8 6.5" fill="none" stroke="currentColor" stroke-width="1.5"/>""",
        "hourglass-open", 4);

    /// <param name="verdict">Null while nothing has been judged.</param>
    public static VerdictAppearance Of(Verdict? verdict) => verdict switch
    {
        Verdict.Below => Below,
        Verdict.Watch => Watch,
        Verdict.Meets => Meets,
        Verdict.InsufficientData => Insufficient,
        _ => NotMature,
    };

    public string Colour(ThemeColours colours) => Css switch
    {
        "below" => colours.Below,
        "watch" => colours.Watch,
        "meets" => colours.Meets,
        "insufficient" => colours.InsufficientData,
        _ => colours.NotMature,
    };
}
