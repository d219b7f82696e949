namespace EquityMonitor.Web.Features.Help;

/// <summary>One line of a formula: a name, and a fraction with what stands around it.</summary>
/// <param name="Before">Before the fraction, or the whole right side where there is none.</param>
public sealed record Formula(string Name, string? Numerator = null, string? Denominator = null, string? Before = null, string? After = null)
{
    /// <summary>On one line, for those who hear it.</summary>
    public string Spoken => string.Join(' ', new[] { Name, "=", Before, Numerator is null ? null : $"({Numerator}) / ({Denominator})", After }.Where(part => part is not null));
}
