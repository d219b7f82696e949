using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace EquityMonitor.Hosting;

/// <summary>Options that say, once they are read, which configuration keys hold something impossible and what to write there.</summary>
public abstract class CheckedOptions
{
    internal List<string> Problems { get; } = [];
}

/// <summary>Reads configuration values for one options class. A value that cannot be read becomes a problem that names its key, and the default stands in.</summary>
internal sealed class Settings(IConfiguration configuration, List<string> problems)
{
    /// <summary>The key as it is written in the environment.</summary>
    public static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    public string? Text(string key) => string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key]!.Trim();

    public T Choice<T>(string key, T standard)
        where T : struct, Enum
    {
        if (Text(key) is not { } text)
            return standard;
        if (Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name)
            return Enum.Parse<T>(name);
        Refuse(key, text, $"write {string.Join(" or ", Enum.GetNames<T>())}");
        return standard;
    }

    public bool? Flag(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (bool.TryParse(text, out var flag))
            return flag;
        Refuse(key, text, "write true or false");
        return null;
    }

    public long? Number(string key, long least, long most)
    {
        if (Text(key) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Refuse(key, text, string.Create(CultureInfo.InvariantCulture, $"write a whole number from {least} to {most}"));
        return null;
    }

    public DateOnly? Day(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Refuse(key, text, "write a day as 2026-07-01");
        return null;
    }

    public void Refuse(string key, string value, string remedy) => problems.Add($"{Name(key)} is '{value}': {remedy}.");

    /// <summary>For a value that may hold a secret, which is not repeated.</summary>
    public void Invalid(string key, string remedy) => problems.Add($"{Name(key)} cannot be used: {remedy}.");

    public void Missing(string key, string remedy) => problems.Add($"{Name(key)} is not set: {remedy}.");
}
