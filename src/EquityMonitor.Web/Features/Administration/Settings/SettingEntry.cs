namespace EquityMonitor.Web.Features.Administration.Settings;

/// <summary>One setting of the program: its key, what it does, and what is in force.</summary>
/// <param name="Key">As in appsettings.json; with <c>:*</c> at the end it stands for every key below.</param>
/// <param name="InForce">What holds, whoever said so; for every key below, what holds when there is none. Never asked of a secret that is set.</param>
/// <param name="IsAsWritten">It is read by the framework: what is written is what holds, and <paramref name="InForce"/> tells the framework's default.</param>
/// <param name="IsSecret">The value is never shown, only whether it is set.</param>
public sealed record SettingEntry(string Group, string Key, string Purpose, Func<SettingsInForce, string> InForce, bool IsSecret = false, bool IsAsWritten = false)
{
    private const string Below = ":*";

    public bool IsMany => Key.EndsWith(Below, StringComparison.Ordinal);

    /// <summary>The key without the sign for every key below.</summary>
    public string Section => IsMany ? Key[..^Below.Length] : Key;

    /// <summary>What it does; where it stands for many keys, the purpose may hold the name of one.</summary>
    public string PurposeOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return IsMany && key.Length > Section.Length ? Purpose.Replace("<name>", key[(Section.Length + 1)..], StringComparison.Ordinal) : Purpose;
    }

    public bool Covers(string key) => IsMany ? key.StartsWith(Section, StringComparison.OrdinalIgnoreCase) : string.Equals(key, Key, StringComparison.OrdinalIgnoreCase);
}
