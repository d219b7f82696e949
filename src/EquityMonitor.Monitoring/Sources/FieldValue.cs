using System.Globalization;
using System.Numerics;

namespace EquityMonitor.Monitoring.Sources;

/// <summary>One cell of a source, whatever type its provider gives. Blank text counts as missing.</summary>
public static class FieldValue
{
    public static bool IsMissing(object? value) => value is null or DBNull || (value is string text && string.IsNullOrWhiteSpace(text));

    /// <summary>A finite number. A single-precision value is taken as the decimal number it is written as, so that 0.15 stays 0.15.</summary>
    public static bool TryNumber(object value, out double number)
    {
        switch (value)
        {
            case double exact:
                number = exact;
                break;
            case string text:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
            case float single:
                return double.TryParse(single.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
            case decimal or long or int or short or sbyte or byte or ushort or uint or ulong:
                number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                break;
            case BigInteger big:
                number = (double)big;
                break;
            default:
                number = 0;
                return false;
        }

        return double.IsFinite(number);
    }

    /// <summary>0 or 1, as number, truth value or text.</summary>
    public static bool TryOutcome(object value, out byte outcome)
    {
        outcome = 0;
        if (value is bool truth || (value is string text && bool.TryParse(text, out truth)))
        {
            outcome = truth ? (byte)1 : (byte)0;
            return true;
        }

        if (!TryNumber(value, out var number) || number is not (0 or 1))
            return false;
        outcome = (byte)number;
        return true;
    }

    /// <summary>The trimmed text of an identifier or attribute; culture plays no part.</summary>
    public static string Text(object value) => value switch
    {
        string text => text.Trim(),
        bool truth => truth ? "true" : "false",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()?.Trim() ?? "",
    };
}
