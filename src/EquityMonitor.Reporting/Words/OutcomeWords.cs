using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Reporting.Words;

/// <summary>What a model predicts, as people say it.</summary>
public static class OutcomeWords
{
    /// <summary>"readmitted within 30 days", as the definition names it; without a name the column, read as words.</summary>
    public static string Of(OutcomeDefinition outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return outcome.Name ?? outcome.Column.Replace('_', ' ').Trim();
    }
}
