namespace EquityMonitor.Web.Features.Help;

/// <summary>What the simulation study measured; a test holds it against the record of the study (src/decisions/010).</summary>
public static class EvidenceMeasured
{
    /// <summary>False alarms per model and year.</summary>
    public static IReadOnlyList<MeasuredPolicies> FalseAlarms { get; } =
    [
        new("independent", "at the floor", 2, "340", "50", "2.17", "0.47"),
        new("independent", "at the floor", 5, "344", "51", "2.08", "0.60"),
        new("independent", "at the floor", 20, "346", "50", "2.15", "0.62"),
        new("late outcomes", "at the floor", 5, "370", "55", "2.30", "0.61"),
        new("repeated patients", "at the floor", 5, "207", "27", "0.88", "0.49"),
        new("overdispersed days", "at the floor", 5, "346", "94", "13", "0.64"),
        new("overdispersed days", "at the floor", 20, "353", "180", "82", "0.81"),
        new("slightly overdispersed days", "at the floor", 20, "346", "67", "4.74", "0.87"),
        new("independent", "5 points better", 5, "29", "0.05", "0.00", "0.00"),
    ];

    /// <summary>Median days until a change was found.</summary>
    public static IReadOnlyList<MeasuredPolicies> Days { get; } =
    [
        new(null, "5 points under the floor", 2, "44", "111", "480", "462"),
        new(null, "10 points under the floor", 2, "33", "71", "109", "144"),
        new(null, "20 points under the floor", 2, "21", "45", "60", "45"),
        new(null, "5 points under the floor", 5, "45", "82", "165", "219"),
        new(null, "10 points under the floor", 5, "30", "58", "75", "69"),
        new(null, "20 points under the floor", 5, "19", "35", "46", "25"),
        new(null, "5 points under the floor", 20, "44", "64", "78", "75"),
        new(null, "10 points under the floor", 20, "30", "44", "53", "32"),
        new(null, "20 points under the floor", 20, "19", "27", "32", "17"),
    ];

    /// <summary>The worst of all rows that were run, of peek-safe evidence.</summary>
    public const string MostFalseAlarms = "0.87";
}

/// <param name="Data">What was peculiar about them; null where it does not matter.</param>
/// <param name="Truth">The true sensitivity.</param>
/// <param name="PerDay">Patients with the outcome in each group.</param>
/// <param name="Adjusted">Interval, adjusted for the groups looked at: what interval evidence does.</param>
public sealed record MeasuredPolicies(string? Data, string Truth, int PerDay, string Point, string Interval, string Adjusted, string PeekSafe);
