namespace EquityMonitor.Web.Components.Theme;

/// <summary>
/// The colours that carry meaning, for one theme. Each verdict colour is at least 4.5:1 against every surface, so that it serves text and marks alike;
/// group colours are at least 3:1. A test computes both, and how far the group colours lie apart.
/// </summary>
public sealed record ThemeColours
{
    public required string Name { get; init; }

    public required string Background { get; init; }
    public required string Surface { get; init; }

    /// <summary>Header rows, code, the rail.</summary>
    public required string SurfaceRaised { get; init; }

    public required string Line { get; init; }
    public required string Text { get; init; }
    public required string TextMuted { get; init; }

    /// <summary>Lines that were not chosen; 3:1 against the surface.</summary>
    public required string Quiet { get; init; }

    public required string Primary { get; init; }
    public required string OnPrimary { get; init; }

    public required string Meets { get; init; }
    public required string Watch { get; init; }
    public required string Below { get; init; }
    public required string InsufficientData { get; init; }
    public required string NotMature { get; init; }

    /// <summary>Okabe and Ito's order without black, which is All; darkened or lightened where the theme needs it, and so far apart that no two lines of a chart look alike.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    public static readonly ThemeColours Light = new()
    {
        Name = "light",
        Background = "#F5F7F9",
        Surface = "#FFFFFF",
        SurfaceRaised = "#E9EEF3",
        Line = "#CBD4DD",
        Text = "#16202A",
        TextMuted = "#55616D",
        Quiet = "#87919B",
        Primary = "#1F4E79",
        OnPrimary = "#FFFFFF",
        Meets = "#00695C",
        Watch = "#855400",
        Below = "#B33A00",
        InsufficientData = "#5A6470",
        NotMature = "#46618A",
        Groups = ["#C08A00", "#3D95CC", "#00805D", "#6E6A00", "#1F4FA3", "#C65600", "#B0578C"],
    };

    public static readonly ThemeColours Dark = new()
    {
        Name = "dark",
        Background = "#11171D",
        Surface = "#1A222B",
        SurfaceRaised = "#24303B",
        Line = "#3A4753",
        Text = "#E8EDF2",
        TextMuted = "#A9B4BF",
        Quiet = "#6E7C89",
        Primary = "#8FBCE6",
        OnPrimary = "#0F1A24",
        Meets = "#56C7B8",
        Watch = "#F0B445",
        Below = "#FF8B5E",
        InsufficientData = "#A3AEB9",
        NotMature = "#9CB4D6",
        Groups = ["#E69F00", "#7CC8F5", "#1DB58A", "#F0E442", "#3D86D6", "#E8673A", "#D98DB8"],
    };

    public static ThemeColours Of(bool dark) => dark ? Dark : Light;

    /// <summary>The colour of a group whose slot <see cref="GroupSlots"/> gives.</summary>
    public string OfSlot(int slot) => Groups[slot];

    /// <summary>The colours as CSS custom properties, so that style sheets and charts draw from one source.</summary>
    public string ToCss() =>
        $":root{{--em-background:{Background};--em-surface:{Surface};--em-raised:{SurfaceRaised};--em-line:{Line};--em-text:{Text};--em-muted:{TextMuted};" +
        $"--em-primary:{Primary};--em-on-primary:{OnPrimary};--em-meets:{Meets};--em-watch:{Watch};--em-below:{Below};--em-insufficient:{InsufficientData};" +
        $"--em-notmature:{NotMature};color-scheme:{Name}}}";
}
