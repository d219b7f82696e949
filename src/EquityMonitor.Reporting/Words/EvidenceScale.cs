using System.Globalization;
using EquityMonitor.Monitoring.Evidence;

namespace EquityMonitor.Reporting.Words;

/// <summary>
/// Peek-safe evidence in units that need no statistics: how many times what it was at its start. A stream starts with its share of one day's budget, 1/K; evidence of
/// recovery starts with 1.
/// </summary>
public static class EvidenceScale
{
    /// <summary>The evidence after a step, in times its start.</summary>
    public static double Times(EvidencePath path, EvidenceStep step)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(step);
        return Math.Exp(step.LogEvidence) * (step.Phase == EvidencePhase.Watching ? path.Streams : 1);
    }

    /// <summary>Where an alarm is raised, in times the start.</summary>
    public static double AlarmAt(EvidencePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.BudgetDays * path.Streams;
    }

    /// <summary>Where the evidence of recovery closes an alarm, in times its start.</summary>
    public static double RecoveryAt(EvidencePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return 10 * path.BudgetDays;
    }

    /// <summary>"3.4 times", "230 times", "2.1 million times": as many digits as mean something.</summary>
    public static string Times(double times) => times switch
    {
        < 0.1 => "less than a tenth",
        < 9.95 => $"{times.ToString("0.#", CultureInfo.InvariantCulture)}{Formats.Space}times",
        < 995_000 => $"{Formats.Count(TwoDigits(times))}{Formats.Space}times",
        < 995_000_000 => $"{(TwoDigits(times) / 1e6).ToString("0.#", CultureInfo.InvariantCulture)} million times",
        _ => "more than a thousand million times",
    };

    private static double TwoDigits(double times)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(times)) - 1);
        return Math.Round(times / unit, MidpointRounding.AwayFromZero) * unit;
    }
}
