namespace EquityMonitor.Statistics;

/// <summary>What the errors s - y of one patient's evaluable rows, or of those in one cell, add up to.</summary>
/// <param name="Squared">Sum of (s - y)^2.</param>
/// <param name="Residual">Sum of s - y.</param>
internal readonly record struct PatientErrors(double Squared, double Residual)
{
    /// <summary>Of one row; a score in [0, 1] lies above an outcome of 0 and below one of 1, so that the square tells s - y.</summary>
    public static PatientErrors Of(double squared, bool positive) => new(squared, positive ? -Math.Sqrt(squared) : Math.Sqrt(squared));

    public static PatientErrors operator +(PatientErrors a, PatientErrors b) => new(a.Squared + b.Squared, a.Residual + b.Residual);

    public static PatientErrors operator -(PatientErrors a, PatientErrors b) => new(a.Squared - b.Squared, a.Residual - b.Residual);
}
