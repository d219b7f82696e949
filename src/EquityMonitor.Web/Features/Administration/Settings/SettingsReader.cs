namespace EquityMonitor.Web.Features.Administration.Settings;

/// <summary>Reads every setting with its value and its source. The value of a secret never leaves the configuration.</summary>
public sealed class SettingsReader(IConfiguration configuration, SettingsInForce inForce)
{
    public SettingsView Read() => new([.. SettingCatalogue.All.GroupBy(entry => entry.Group, StringComparer.Ordinal)
        .Select(group => new SettingGroup(group.Key, [.. group.SelectMany(Views)]))]);

    private IEnumerable<SettingView> Views(SettingEntry entry)
    {
        if (!entry.IsMany)
            return [View(entry, entry.Key)];

        // A key with an entry of its own is told there.
        var keys = Leaves(configuration.GetSection(entry.Section)).Where(key => !SettingCatalogue.All.Any(other => !other.IsMany && other.Covers(key))).ToList();
        return keys.Count > 0
            ? keys.Select(key => View(entry, key))
            : [new(entry.Section + ":<name>", entry.Purpose, entry.InForce(inForce), SettingSource.Default, true, entry.IsSecret)];
    }

    private SettingView View(SettingEntry entry, string key)
    {
        var source = SettingSource.Of(configuration, key);
        var value = (entry.IsSecret, source, entry.IsMany) switch
        {
            (true, not null, _) => "set",
            (_, not null, _) when entry.IsMany || entry.IsAsWritten => configuration[key] ?? string.Empty,
            _ => entry.InForce(inForce),
        };
        return new(key, entry.PurposeOf(key), value, source ?? SettingSource.Default, source is null, entry.IsSecret);
    }

    private static IEnumerable<string> Leaves(IConfigurationSection section) =>
        section.GetChildren().SelectMany(child => child.Value is { Length: > 0 } ? Leaves(child).Prepend(child.Path) : Leaves(child));
}
