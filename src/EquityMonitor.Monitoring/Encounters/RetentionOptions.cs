namespace EquityMonitor.Monitoring.Encounters;

/// <summary>How long the rows behind the results are kept. Results, alerts and the audit trail are kept for good.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Encounter days older than this many days are removed, except those of the baseline; null keeps all.</summary>
    public int? EncounterDays { get; set; }

    /// <summary>Counts of rejected rows are removed this many days after the pull that counted them.</summary>
    public int QuarantineDays { get; set; } = 90;

    /// <summary>Records of runs are removed this many days after their start.</summary>
    public int RunDays { get; set; } = 400;

    /// <summary>The first day that is kept outside the baseline; null when all are.</summary>
    public DateOnly? FirstKept(DateOnly lastDay) => EncounterDays is { } days ? lastDay.AddDays(1 - days) : null;
}
