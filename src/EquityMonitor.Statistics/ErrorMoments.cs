namespace EquityMonitor.Statistics;

/// <summary>
/// Sums over patients of first and second moments of their <see cref="PatientErrors"/>, beside the whole numbers of <see cref="PatientMoments"/>: these round, so they
/// are added up in the order of the patients.
/// </summary>
internal struct ErrorMoments
{
    public double Error, ErrorError, ErrorEvaluable, ErrorPositive;
    public double Residual, ResidualResidual, ResidualEvaluable;

    /// <summary>A patient whose only evaluable row this is.</summary>
    public void AddRow(double squared, double residual, bool positive)
    {
        Residual += residual;
        ResidualResidual += residual * residual;
        ResidualEvaluable += residual;
        Error += squared;
        ErrorError += squared * squared;
        ErrorEvaluable += squared;
        ErrorPositive += positive ? squared : 0;
    }

    /// <param name="errors">Of the patient's evaluable rows.</param>
    /// <param name="counts">Of the same rows.</param>
    /// <param name="sign">-1 takes the patient out.</param>
    public void Add(in PatientErrors errors, in PatientCounts counts, int sign)
    {
        var (error, residual) = (errors.Squared, errors.Residual);
        Residual += sign * residual;
        ResidualResidual += sign * (residual * residual);
        ResidualEvaluable += sign * (residual * counts.Evaluable);
        Error += sign * error;
        ErrorError += sign * (error * error);
        ErrorEvaluable += sign * (error * counts.Evaluable);
        ErrorPositive += sign * (error * counts.Positives);
    }

    public readonly ErrorMoments Minus(in ErrorMoments other) => new()
    {
        Error = Error - other.Error,
        ErrorError = ErrorError - other.ErrorError,
        ErrorEvaluable = ErrorEvaluable - other.ErrorEvaluable,
        ErrorPositive = ErrorPositive - other.ErrorPositive,
        Residual = Residual - other.Residual,
        ResidualResidual = ResidualResidual - other.ResidualResidual,
        ResidualEvaluable = ResidualEvaluable - other.ResidualEvaluable,
    };
}
