using System.Globalization;

namespace EquityMonitor.Cli.Output;

/// <summary>Days as they are written and typed at a terminal.</summary>
internal static class Days
{
    private const string Format = "yyyy-MM-dd";

    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out DateOnly day) => DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
