using MathNet.Numerics;

namespace EquityMonitor.Statistics;

/// <summary>The standard normal distribution function and its inverse.</summary>
internal static class StandardNormal
{
    /// <summary>P(Z &lt;= z); 0 and 1 at the infinities.</summary>
    public static double Below(double z) => z switch
    {
        double.NegativeInfinity => 0,
        double.PositiveInfinity => 1,
        _ => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2),
    };

    /// <param name="probability">Inside (0, 1).</param>
    public static double Quantile(double probability) => -Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * probability);
}
