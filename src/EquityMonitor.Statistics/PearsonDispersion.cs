namespace EquityMonitor.Statistics;

/// <summary>
/// By how much the means of days vary more than independent encounters would make them: sum over days of n_d (m_d - m)^2 / ((D-1) s^2), m the mean of all encounters and
/// s^2 = mean of x^2 - m^2 the variance of single ones. For a proportion that is Pearson's chi-square of the daily counts over its degrees of freedom. 1 where days differ by
/// chance alone, above 1 where they are overdispersed; without unit.
/// <para>Assumes one mean for all days: a trend counts as dispersion too. Undefined (null) with fewer than two days, or when all encounters are equal. Kept as sums, so that days are
/// added one by one. Source: McCullagh and Nelder 1989, section 4.5; the same as statsmodels' GLM pearson_chi2 / df_resid of an intercept alone.</para>
/// </summary>
/// <param name="Days">D, days with at least one encounter.</param>
/// <param name="Count">Encounters.</param>
/// <param name="Sum">Of x over the encounters.</param>
/// <param name="Squares">Of x^2 over the encounters.</param>
/// <param name="Between">Sum of n_d m_d^2 over the days.</param>
public readonly record struct PearsonDispersion(int Days, long Count, double Sum, double Squares, double Between)
{
    public double? Value
    {
        get
        {
            if (Days < 2 || !(Squares * Count > Sum * Sum))
                return null;
            var mean = Sum / Count;
            return (Between - (Count * mean * mean)) / (Days - 1) / ((Squares / Count) - (mean * mean));
        }
    }

    /// <summary>With one day more.</summary>
    /// <param name="count">Its encounters, above 0.</param>
    /// <param name="sum">Of x over them.</param>
    /// <param name="squares">Of x^2 over them.</param>
    public PearsonDispersion With(int count, double sum, double squares) => new(Days + 1, Count + count, Sum + sum, Squares + squares, Between + (sum * sum / count));
}
