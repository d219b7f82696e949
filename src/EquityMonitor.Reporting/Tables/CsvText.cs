namespace EquityMonitor.Reporting.Tables;

/// <summary>Text for a CSV cell that a spreadsheet must not run as a formula.</summary>
internal static class CsvText
{
    /// <summary>
    /// A text whose first visible character starts a formula in a spreadsheet gets an apostrophe in front, as OWASP advises ("CSV injection").
    /// Numbers are written as numbers and do not pass here, so that a minus stays a minus.
    /// </summary>
    public static string Safe(string text)
    {
        var visible = text.AsSpan().TrimStart(' ');
        return visible.Length > 0 && "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".Contains(visible[0], StringComparison.Ordinal) ? "'" + text : text;
    }
}
