namespace EquityMonitor.Statistics.Evidence;

/// <summary>
/// What fixed-time evidence can find about a figure that is normal about its truth. Its interval is value -+ z SE; the bound touches the limit at the distance z SE0 from it,
/// SE0 the standard error of an estimate that lies there, so that the power at a true distance D past the limit is Phi((D - z SE0) / SE1), SE1 the standard error at the truth.
/// One window, without adjustment for other subgroups or other days. Standard errors shrink with the root of the number of encounters; those that include a design effect keep it.
/// <para>On the logit scale likewise, the standard error there SE(A) / (A (1 - A)), where it is known as a function of the true value: of an average precision sqrt(A (1 - A) / positives);
/// of an AUROC the present one times sqrt(V(A) / V(now)), V Hanley and McNeil's variance (A(1-A) + (n1-1)(Q1-A^2) + (n2-1)(Q2-A^2)) / (n1 n2), Q1 = A/(2-A), Q2 = 2A^2/(1+A).</para>
/// Sources: Chow, Shao and Wang 2008, section 3.1; Hanley and McNeil 1982; Boyd, Eng and Page 2013.
/// </summary>
public static class NormalPower
{
    private const int Steps = 400;

    /// <param name="gap">How far the truth lies past the limit.</param>
    /// <param name="errorAtBound">SE0, above 0.</param>
    /// <param name="errorAtTruth">SE1, above 0.</param>
    /// <returns>In [0, 1].</returns>
    public static double Of(double gap, double errorAtBound, double errorAtTruth)
    {
        CheckError(errorAtBound, nameof(errorAtBound));
        CheckError(errorAtTruth, nameof(errorAtTruth));
        return StandardNormal.Below((gap - (PowerSearch.Z * errorAtBound)) / errorAtTruth);
    }

    /// <summary>Of a value in (0, 1) whose interval is symmetric on the logit scale.</summary>
    /// <param name="limit">In (0, 1).</param>
    /// <param name="departure">On which side of the limit.</param>
    /// <param name="truth">In (0, 1).</param>
    /// <param name="standardError">On the scale of the value, by the value in (0, 1); above 0.</param>
    /// <returns>In [0, 1]; 0 where no value has an interval that lies past the limit.</returns>
    public static double OnLogits(double limit, Departure departure, double truth, Func<double, double> standardError)
    {
        ArgumentNullException.ThrowIfNull(standardError);
        CheckShare(limit, nameof(limit));
        CheckShare(truth, nameof(truth));
        if (departure == Departure.Upwards)
            return OnLogits(1 - limit, Departure.Downwards, 1 - truth, value => standardError(1 - value));
        if (Touching(limit, standardError) is not { } bound)
            return 0;
        return StandardNormal.Below((bound - Logit(truth)) / LogitError(truth, standardError));
    }

    /// <summary>The variance that Hanley and McNeil give an AUROC, for scores whose negative exponentials keep their order: for how it changes with the AUROC, not for its size.</summary>
    /// <param name="auroc">In (0, 1).</param>
    /// <param name="positives">At least 1.</param>
    /// <param name="negatives">At least 1.</param>
    public static double AurocVariance(double auroc, double positives, double negatives)
    {
        CheckShare(auroc, nameof(auroc));
        if (!(positives >= 1 && negatives >= 1))
            throw new ArgumentOutOfRangeException(nameof(positives), Math.Min(positives, negatives), "An AUROC needs both classes.");
        var square = auroc * auroc;
        return ((auroc * (1 - auroc)) + ((positives - 1) * ((auroc / (2 - auroc)) - square)) + ((negatives - 1) * ((2 * square / (1 + auroc)) - square))) / (positives * negatives);
    }

    /// <summary>The logit of the value nearest to the limit whose upper bound touches it. Far from the limit the bound may be over it again: there are too few to be sure of anything.</summary>
    private static double? Touching(double limit, Func<double, double> standardError)
    {
        double Excess(double logit) => logit + (PowerSearch.Z * LogitError(Expit(logit), standardError)) - Logit(limit);
        const double widest = 8;
        var above = Logit(limit);
        for (var step = 1; step <= Steps; step++)
        {
            var below = Logit(limit) - (widest * step / Steps);
            if (Excess(below) > 0)
            {
                above = below;
                continue;
            }

            while (above - below > 1e-9)
            {
                var middle = (above + below) / 2;
                if (Excess(middle) > 0)
                    above = middle;
                else
                    below = middle;
            }

            return below;
        }

        return null;
    }

    private static double LogitError(double value, Func<double, double> standardError)
    {
        var error = standardError(value);
        CheckError(error, nameof(standardError));
        return error / (value * (1 - value));
    }

    private static double Logit(double p) => Math.Log(p / (1 - p));

    private static double Expit(double x) => 1 / (1 + Math.Exp(-x));

    private static void CheckShare(double value, string name)
    {
        if (value is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(name, value, "A value that has a logit lies between 0 and 1, both excluded.");
    }

    private static void CheckError(double error, string name)
    {
        if (!(error > 0 && double.IsFinite(error)))
            throw new ArgumentOutOfRangeException(name, error, "A standard error lies above 0.");
    }
}
