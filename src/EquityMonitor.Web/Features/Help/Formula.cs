namespace EquityMonitor.Web.Features.Help;

/// <summary>One line of a formula: a name, and a fraction with what stands around it.</summary>
/// <param name="Before">Before the fraction, or the whole right side where there is none.</param>
/// <param name="With">What its letters stand for, or what goes with it.</param>
public sealed record Formula(string Name, string? Numerator = null, string? Denominator = null, string? Before = null, string? After = null, string? With = null)
{
    /// <summary>On one line, for those who hear it.</summary>
    public string Spoken => string.Join(' ', new[] { Name, "=", Before, Numerator is null ? null : $"({Numerator}) / ({Denominator})", After, With is null ? null : $"with {With}" }.Where(part => part is not null));
}
