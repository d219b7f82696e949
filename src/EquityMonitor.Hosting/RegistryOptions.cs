namespace EquityMonitor.Hosting;

/// <summary>Where model definitions are found at start.</summary>
public sealed class RegistryOptions : CheckedOptions
{
    /// <summary>Registry__Folder, resolved; data/models unless said otherwise. It need not exist.</summary>
    public string Folder { get; set; } = "";

    internal void Read(Settings settings, MonitorPaths paths) => Folder = paths.Resolve(settings.Text("Registry:Folder") ?? "data/models");
}
