using EquityMonitor.Monitoring.Rules;

namespace EquityMonitor.Reporting.Words;

/// <summary>Verdicts in files and on paper.</summary>
public static class VerdictWords
{
    /// <summary>For files that programs read.</summary>
    public static string Key(Verdict verdict) => verdict switch
    {
        Verdict.Meets => "meets",
        Verdict.Watch => "watch",
        Verdict.Below => "below",
        Verdict.InsufficientData => "insufficientData",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Unknown verdict."),
    };

    /// <summary>For people.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Meets => "Meets",
        Verdict.Watch => "Watch",
        Verdict.Below => "Below",
        Verdict.InsufficientData => "Insufficient data",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Unknown verdict."),
    };

    /// <summary>The worst first.</summary>
    public static int Order(Verdict verdict) => verdict switch
    {
        Verdict.Below => 0,
        Verdict.Watch => 1,
        Verdict.Meets => 2,
        _ => 3,
    };
}
