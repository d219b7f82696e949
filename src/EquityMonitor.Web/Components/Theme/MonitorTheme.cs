using MudBlazor;

namespace EquityMonitor.Web.Components.Theme;

/// <summary>MudBlazor dressed in <see cref="ThemeColours"/>. Fonts are those of the operating system: no request leaves the server.</summary>
public static class MonitorTheme
{
    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif"];

    public static readonly MudTheme Theme = Build();

    private static MudTheme Build()
    {
        var theme = new MudTheme { PaletteLight = Dress(new PaletteLight(), ThemeColours.Light), PaletteDark = Dress(new PaletteDark(), ThemeColours.Dark) };
        theme.LayoutProperties.DefaultBorderRadius = "6px";
        theme.Typography.Default.FontFamily = Fonts;
        theme.Typography.Button.FontFamily = Fonts;
        theme.Typography.Button.TextTransform = "none";
        return theme;
    }

    private static TPalette Dress<TPalette>(TPalette palette, ThemeColours colours)
        where TPalette : Palette
    {
        palette.Primary = colours.Primary;
        palette.PrimaryContrastText = colours.OnPrimary;
        palette.Secondary = colours.TextMuted;
        palette.Success = colours.Meets;
        palette.Warning = colours.Watch;
        palette.Error = colours.Below;
        palette.Info = colours.NotMature;
        palette.SuccessContrastText = palette.WarningContrastText = palette.ErrorContrastText = palette.InfoContrastText = colours.Surface;
        palette.TextPrimary = colours.Text;
        palette.TextSecondary = colours.TextMuted;
        palette.ActionDefault = colours.TextMuted;
        palette.Background = colours.Background;
        palette.BackgroundGray = colours.SurfaceRaised;
        palette.Surface = colours.Surface;
        palette.Divider = colours.Line;
        palette.LinesDefault = colours.Line;
        palette.LinesInputs = colours.TextMuted;
        palette.TableLines = colours.Line;
        return palette;
    }
}
