using EquityMonitor.Simulation;

namespace EquityMonitor.Hosting;

/// <summary>The simulated hospital.</summary>
public sealed class SimulationOptions : CheckedOptions
{
    private const string TodayKey = "Simulation:Today";

    /// <summary>Simulation__Enabled; unless said otherwise on in the web program with an embedded database, else off.</summary>
    public bool Enabled { get; set; }

    /// <summary>Simulation__Seed.</summary>
    public long Seed { get; set; } = SimulatedHospital.DefaultSeed;

    /// <summary>Simulation__Today: the program believes that it is this day; null means the real one.</summary>
    public DateOnly? Today { get; set; }

    /// <summary>Simulation__Days: days of history that are generated.</summary>
    public int Days { get; set; } = 730;

    internal void Read(Settings settings, DatabaseOptions database, bool onByDefault)
    {
        Enabled = settings.Flag("Simulation:Enabled") ?? (onByDefault && database.IsEmbedded);
        Seed = settings.Number("Simulation:Seed", long.MinValue, long.MaxValue) ?? Seed;
        Days = (int)(settings.Number("Simulation:Days", 1, 3660) ?? Days);
        Today = settings.Day(TodayKey);

        // A pretended day beside real encounters would date alerts and audit entries wrongly.
        if (Today is { } today && !Enabled)
            settings.Refuse(TodayKey, today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "remove it, or set Simulation__Enabled to true");
    }
}
