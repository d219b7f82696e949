using System.Globalization;
using EquityMonitor.Web.Components.Theme;

namespace EquityMonitor.Web.Tests.Components;

public sealed class ThemeColoursTests
{
    public static TheoryData<string, double, string, string> Pairs()
    {
        var pairs = new TheoryData<string, double, string, string>();
        foreach (var theme in new[] { ThemeColours.Light, ThemeColours.Dark })
        {
            string[] surfaces = [theme.Surface, theme.Background, theme.SurfaceRaised];
            string[] texts = [theme.Text, theme.TextMuted, theme.Primary, theme.Meets, theme.Watch, theme.Below, theme.InsufficientData, theme.NotMature];
            foreach (var surface in surfaces)
            {
                foreach (var text in texts)
                    pairs.Add(theme.Name, 4.5, text, surface);
            }

            foreach (var group in theme.Groups)
                pairs.Add(theme.Name, 3, group, theme.Surface);
            pairs.Add(theme.Name, 3, theme.Quiet, theme.Surface);
            pairs.Add(theme.Name, 4.5, theme.OnPrimary, theme.Primary);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void ThemeColours_TextAndMarks_ContrastWithEverySurface(string theme, double least, string colour, string surface)
    {
        Contrast(colour, surface).ShouldBeGreaterThanOrEqualTo(least, $"{colour} on {surface} in the {theme} theme");
    }

    [Fact]
    public void Contrast_BlackOnWhite_IsTwentyOne() => Contrast("#000000", "#FFFFFF").ShouldBe(21, 1e-9);

    [Fact]
    public void ThemeColours_BothThemes_HaveAColourForEachSlot()
    {
        foreach (var theme in new[] { ThemeColours.Light, ThemeColours.Dark })
            Enumerable.Range(0, GroupSlots.Count).Select(theme.OfSlot).Distinct().Count().ShouldBe(GroupSlots.Count);
    }

    /// <summary>WCAG 2.2, relative luminance and contrast ratio.</summary>
    private static double Contrast(string first, string second)
    {
        var (a, b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }
}
