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

    [Fact]
    public void ThemeColours_OfAnyTwoGroups_AreToldApart()
    {
        foreach (var theme in new[] { ThemeColours.Light, ThemeColours.Dark })
        {
            foreach (var (first, second) in theme.Groups.SelectMany((group, index) => theme.Groups.Skip(index + 1).Select(other => (group, other))))
                Distance(first, second).ShouldBeGreaterThanOrEqualTo(30, $"{first} and {second} in the {theme.Name} theme");
        }
    }

    [Fact]
    public void Distance_BlackFromWhite_IsAHundred() => Distance("#000000", "#FFFFFF").ShouldBe(100, 0.1);

    /// <summary>CIE 1976: the distance in L*a*b* under D65; 2 is just noticeable side by side.</summary>
    private static double Distance(string first, string second)
    {
        var (a, b) = (Lab(first), Lab(second));
        return Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
    }

    private static double[] Lab(string hex)
    {
        double[] rgb = [Channel(hex, 1), Channel(hex, 3), Channel(hex, 5)];
        var x = Cubed(((0.4124 * rgb[0]) + (0.3576 * rgb[1]) + (0.1805 * rgb[2])) / 0.95047);
        var y = Cubed(Luminance(hex));
        var z = Cubed(((0.0193 * rgb[0]) + (0.1192 * rgb[1]) + (0.9505 * rgb[2])) / 1.08883);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];

        static double Cubed(double value) => value > 0.008856 ? Math.Cbrt(value) : (7.787 * value) + (16.0 / 116);
    }

    /// <summary>WCAG 2.2, relative luminance and contrast ratio.</summary>
    private static double Contrast(string first, string second)
    {
        var (a, b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex) => (0.2126 * Channel(hex, 1)) + (0.7152 * Channel(hex, 3)) + (0.0722 * Channel(hex, 5));

    private static double Channel(string hex, int at)
    {
        var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
