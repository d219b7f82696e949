using EquityMonitor.Monitoring.Data;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Administration.Settings;

/// <summary>Every setting with its value and its source, to read.</summary>
public sealed partial class SettingsPage : LivePage<SettingsView>
{
    [Inject] private SettingsReader Reader { get; set; } = default!;

    protected override string Name => "the settings page";

    private string Lead => View?.Groups.SelectMany(group => group.Settings).Count(setting => !setting.IsDefault) switch
    {
        null => "Settings",
        0 => "Every setting is at its default.",
        1 => "One setting is configured; the others are at their defaults.",
        var count => $"{Formats.Count(count.Value)} settings are configured; the others are at their defaults.",
    };

    protected override Task<SettingsView> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Reader.Read());

    /// <summary>Settings change with a start only.</summary>
    protected override bool Concerns(Change change) => false;
}
