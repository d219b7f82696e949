namespace EquityMonitor.Hosting;

/// <summary>How long what is kept. Points, alerts and the audit trail are kept for good.</summary>
public sealed class RetentionOptions : CheckedOptions
{
    /// <summary>Retention__EncounterDays: days after which encounter days are removed; null keeps them. Days of a baseline never expire.</summary>
    public int? EncounterDays { get; set; }

    /// <summary>Retention__QuarantineDays.</summary>
    public int QuarantineDays { get; set; } = 90;

    internal void Read(Settings settings)
    {
        EncounterDays = (int?)settings.Number("Retention:EncounterDays", 30, 36_600);
        QuarantineDays = (int)(settings.Number("Retention:QuarantineDays", 1, 3660) ?? QuarantineDays);
    }
}
