namespace EquityMonitor.Monitoring.Registry;

/// <summary>A reference as people write it under <c>against</c>: complement, all, baseline, or a value of a dimension such as race=White.</summary>
public static class AgainstText
{
    public const string Complement = "complement";
    public const string Everyone = "all";
    public const string OwnBaseline = "baseline";

    public static string Of(Reference reference) => reference switch
    {
        Reference.Complement => Complement,
        Reference.Everyone => Everyone,
        Reference.OwnBaseline => OwnBaseline,
        Reference.NamedValue(var column, var value) => Of(column, value),
        _ => throw new NotSupportedException($"The reference {reference.GetType().Name} cannot be written."),
    };

    public static string Of(string column, string value) => $"{column}={value}";

    /// <summary>Column and value of a text that names a value. Columns are known, so that an equals sign in one of them is no riddle.</summary>
    public static (string Column, string Value)? Split(string text, IEnumerable<string> columns)
    {
        ArgumentNullException.ThrowIfNull(text);
        return columns.OrderByDescending(column => column.Length).FirstOrDefault(column => text.StartsWith(column + "=", StringComparison.Ordinal)) is { } found
            ? (found, text[(found.Length + 1)..])
            : null;
    }
}
