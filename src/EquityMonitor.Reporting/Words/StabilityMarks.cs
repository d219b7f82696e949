using EquityMonitor.Monitoring.Rules;

namespace EquityMonitor.Reporting.Words;

/// <summary>What a population stability index comes to, by its usual marks, with what chance alone gives taken off.</summary>
public static class StabilityMarks
{
    /// <summary>From here on there is some drift.</summary>
    public const double Some = 0.1;

    /// <summary>Above it there is much.</summary>
    public const double Much = 0.25;

    /// <summary>What moved no more than chance moves.</summary>
    public const string Little = "little drift";

    public static bool HasMoved(double corrected) => corrected >= Some;

    public static string Word(double corrected) => corrected > Much ? "much drift" : corrected >= Some ? "some drift" : Little;

    /// <summary>The verdict whose symbol and colour it is shown with.</summary>
    public static Verdict AsVerdict(double corrected) => corrected > Much ? Verdict.Below : corrected >= Some ? Verdict.Watch : Verdict.Meets;
}
