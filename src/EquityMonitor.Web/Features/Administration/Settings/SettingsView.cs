namespace EquityMonitor.Web.Features.Administration.Settings;

public sealed record SettingsView(IReadOnlyList<SettingGroup> Groups);

public sealed record SettingGroup(string Title, IReadOnlyList<SettingView> Settings);

/// <param name="Key">As in appsettings.json, with colons.</param>
/// <param name="Value">In force; of a secret only whether it is set.</param>
/// <param name="Source">Where it comes from, in words.</param>
/// <param name="IsDefault">Nobody has set it.</param>
public sealed record SettingView(string Key, string Purpose, string Value, string Source, bool IsDefault, bool IsSecret)
{
    /// <summary>As an environment variable.</summary>
    public string EnvironmentName => Key.Replace(":", "__", StringComparison.Ordinal);
}
