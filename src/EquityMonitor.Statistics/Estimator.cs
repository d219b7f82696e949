namespace EquityMonitor.Statistics;

/// <summary>
/// A metric of one group, with its interval: Wilson for proportions, transformed for F1, NNE and O/E, DeLong on the logit scale for AUROC, normal for
/// Brier score and net benefit. With a patient key counts and variances carry the design effect; denominators stay raw counts.
/// <para>Formulas: a proportion x/n with <see cref="Wilson"/>'s limits; balanced accuracy (sensitivity + specificity)/2 with MOVER's limits from the two Wilson intervals; F1 =
/// 2J/(1+J), J = TP/(TP+FP+FN), NNE = 1/PPV and O/E = sum y / sum s with the limits of J, PPV and prevalence transformed; net benefit TP/n - FP/n t/(1-t), Brier mean (s-y)^2 and
/// s - y with value -+ z sqrt(variance/n), Brier cut to [0, 1]; AUROC and average precision with logit limits; scaled Brier see <see cref="ScaledBrier"/>.</para>
/// <para>Assumes independent patients, and independent encounters where there is no patient key; that the evaluable encounters stand for all; for O/E that the expected sum is
/// known without error. Proportions lie in [0, 1], NNE is in encounters, net benefit in true positives per encounter. Not estimable at a zero denominator, without a class that
/// is needed, at TP = 0 for NNE, or on a points scale where a probability is needed.</para>
/// <para>Measured coverage of 95 % limits (tables in the README of the tests): 93 to 97 % from 50 encounters on. Below that too narrow for Brier score (92.5 % at 30) and net benefit,
/// whose errors are skewed, and too wide for average precision (98 %). With repeated patients the variance between fewer than 50 of them is too often too small: at 25 to 30 patients
/// sensitivity and NPV cover 90 to 92 %, Brier 92 %. O/E covers 96 to 97 %, since it counts the spread of risks as chance.</para>
/// Sources: Wilson 1927; Zou and Donner 2008 (MOVER); DeLong et al. 1988; Boyd, Eng and Page 2013; Vickers and Elkin 2006 (net benefit); Brier 1950.
/// </summary>
public static class Estimator
{
    /// <param name="metric">One of <see cref="Metric.Catalogue"/>; one of encounters is not estimable of a sample that does not keep what it needs.</param>
    /// <param name="sample">The group.</param>
    /// <param name="scale">The score's threshold and kind, and how wide intervals are.</param>
    /// <param name="all">The whole, whose design effect stands in where the group's is undefined.</param>
    /// <returns>Not estimable with a zero denominator, without a class it needs, or on a points scale where it needs a probability.</returns>
    public static Estimate Estimate(Metric metric, PerformanceSample sample, ScoreScale scale, PerformanceSample? all = null) =>
        MetricQuantities.Of(metric, sample, scale, all).ToEstimate(scale.Level);
}
