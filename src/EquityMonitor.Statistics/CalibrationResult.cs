namespace EquityMonitor.Statistics;

/// <summary>Calibration intercept and slope of a group as a point keeps them; see <see cref="LogisticCalibration"/>.</summary>
public sealed record CalibrationResult(CalibrationFit Intercept, CalibrationFit Slope);

/// <summary>One coefficient: <see cref="Found"/>, or <see cref="None"/> with the reason why no fit exists.</summary>
public abstract record CalibrationFit
{
    private CalibrationFit()
    {
    }

    /// <param name="Value">The coefficient, on the scale of log odds (intercept) or a factor of them (slope).</param>
    /// <param name="Variance">Its entry of the inverse information: encounters count as independent.</param>
    /// <param name="DesignEffect">max(1, v / variance), v with the patient as the unit; null without a patient key, and where it is undefined.</param>
    public sealed record Found(double Value, double Variance, double? DesignEffect) : CalibrationFit;

    public sealed record None(NotEstimableReason Reason) : CalibrationFit;
}
