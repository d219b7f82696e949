using System.Globalization;

namespace EquityMonitor.Web.Api;

/// <summary>A day as the interface writes and reads it: yyyy-MM-dd and nothing else, since 03/04 is two different days to two readers.</summary>
public readonly record struct IsoDay(DateOnly Value)
{
    public const string Format = "yyyy-MM-dd";

    public static bool TryParse(string? text, out IsoDay day)
    {
        var read = DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var value);
        day = new IsoDay(value);
        return read;
    }

    public override string ToString() => Value.ToString(Format, CultureInfo.InvariantCulture);
}

/// <summary>Which parameter could not be read, when the framework only says that one could not.</summary>
internal static class QueryCheck
{
    private static readonly string[] Days = ["from", "to", "asOf"];
    private static readonly string[] Numbers = ["window", "order", "page", "pageSize"];

    public static (string Parameter, string Detail)? FirstProblem(IQueryCollection query)
    {
        foreach (var name in Days)
        {
            if (query.TryGetValue(name, out var value) && !IsoDay.TryParse(value, out _))
                return (name, $"'{value}' is not a date. Write it as {IsoDay.Format}, for example 2026-09-03.");
        }

        foreach (var name in Numbers)
        {
            if (query.TryGetValue(name, out var value) && !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                return (name, $"'{value}' is not a whole number.");
        }

        return null;
    }
}
