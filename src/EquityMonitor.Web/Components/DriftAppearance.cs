using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components.Theme;

namespace EquityMonitor.Web.Components;

/// <summary>How the screen shows how far something has moved: bars that grow and squares, and no colour of a verdict, since nothing was agreed about it.</summary>
/// <param name="Css">Class that colours it.</param>
/// <param name="Svg">The inside of a 16 by 16 drawing in the current text colour.</param>
/// <param name="PlotlySymbol">The closest marker of the chart library.</param>
public sealed record DriftAppearance(string Css, string Svg, string PlotlySymbol)
{
    private static readonly DriftAppearance Little = new("little", Bars(1), "square-open");
    private static readonly DriftAppearance Some = new("some", Bars(2), "square-open-dot");
    private static readonly DriftAppearance Much = new("much", Bars(3), "square");

    public static DriftAppearance Of(DriftLevel level) => level switch { DriftLevel.Much => Much, DriftLevel.Some => Some, _ => Little };

    public string Colour(ThemeColours colours)
    {
        ArgumentNullException.ThrowIfNull(colours);
        return this == Little ? colours.TextMuted : colours.Text;
    }

    private static string Bars(int filled) => string.Concat(Enumerable.Range(0, 3).Select(bar => FormattableString.Invariant(
        $"""<rect x="{1.7 + (5 * bar):0.#}" y="{10 - (4 * bar)}" width="3.2" height="{4.5 + (4 * bar):0.#}" fill="{(bar < filled ? "currentColor" : "none")}" stroke="currentColor" stroke-width="1.2"/>""")));
}
