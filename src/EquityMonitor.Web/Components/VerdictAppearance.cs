using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Web.Components.Theme;

namespace EquityMonitor.Web.Components;

/// <summary>How the screen shows a verdict beside its symbol and word.</summary>
/// <param name="Css">Class that colours it.</param>
/// <param name="PlotlySymbol">The closest marker of the chart library.</param>
public sealed record VerdictAppearance(string Css, string PlotlySymbol)
{
    private static readonly VerdictAppearance Below = new("below", "triangle-down");
    private static readonly VerdictAppearance Watch = new("watch", "diamond-open");
    private static readonly VerdictAppearance Meets = new("meets", "circle-open");
    private static readonly VerdictAppearance Insufficient = new("insufficient", "circle-open-dot");
    private static readonly VerdictAppearance NotMature = new("notmature", "hourglass-open");

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
