using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Explore;

/// <summary>The scan by its definition: every intersection by filtering the rows, variances from influence values patient by patient, p from the limit test.</summary>
internal static class PlainScan
{
    public sealed record Find(SubgroupKey Key, double FindP, double ConfirmP, double Value, double Others, double Difference);

    private sealed record Row(UInt128 Patient, bool Positive, bool Flagged, SubgroupKey Values);

    private sealed record Side(PerformanceSample Own, PerformanceSample Others, PerformanceSample All);

    /// <summary>Of sensitivity.</summary>
    public static (int Candidates, IReadOnlyList<Find> Found) OfSensitivity(LoadedPeriod period, double threshold, int minimum)
    {
        var (frame, dimensions) = (period.Frame, period.Definition.Dimensions);
        Row[] rows =
        [
            .. Enumerable.Range(0, frame.Rows)
                .Where(row => period.Mature!.Value.Contains(DateOnly.FromDayNumber(frame.Day[row])) && frame.Outcome[row] == 1)
                .Select(row => new Row(
                    frame.Cluster[row], true, frame.Score[row] >= threshold,
                    SubgroupKey.Of(dimensions.Select((dimension, index) => KeyValuePair.Create(dimension.Column, frame.Values[index][frame.Codes[index][row]]))))),
        ];
        var candidates = rows.SelectMany(row => Subsets(row.Values)).Distinct()
            .Select(key => (Key: key, Sides: new[] { Of(rows, key, 0), Of(rows, key, 1) }))
            .Where(item => item.Sides.All(side => side.Own.Counts.Positives >= minimum && side.Others.Counts.Positives >= minimum))
            .ToArray();
        var found = candidates.Zip(BenjaminiHochberg.Adjust([.. candidates.Select(item => P(item.Sides[0]))])).Where(pair => pair.Second <= 0.10)
            .OrderBy(pair => pair.Second).ThenBy(pair => P(pair.First.Sides[0])).ThenBy(pair => pair.First.Key).ToArray();
        var confirmed = BenjaminiHochberg.Adjust([.. found.Select(pair => P(pair.First.Sides[1]))]);
        return (candidates.Length, [.. found.Select((pair, index) => new Find(
            pair.First.Key, pair.Second, confirmed[index], Rate(pair.First.Sides[1].Own), Rate(pair.First.Sides[1].Others), Rate(pair.First.Sides[1].Own) - Rate(pair.First.Sides[1].Others)))]);
    }

    private static IEnumerable<SubgroupKey> Subsets(SubgroupKey values) =>
        from bits in Enumerable.Range(1, (1 << values.Order) - 1)
        where System.Numerics.BitOperations.PopCount((uint)bits) <= 3
        select SubgroupKey.Of(values.Parts.Where((_, index) => (bits & (1 << index)) != 0));

    private static Side Of(Row[] rows, SubgroupKey key, int half)
    {
        var inHalf = Array.FindAll(rows, row => ScanHalf.Of(row.Patient) == half);
        bool Inside(Row row) => key.Parts.All(row.Values.Parts.Contains);
        return new Side(Sample([.. inHalf.Where(Inside)]), Sample([.. inHalf.Where(row => !Inside(row))]), Sample(inHalf));
    }

    private static PerformanceSample Sample(Row[] rows)
    {
        var flagged = rows.Count(row => row.Flagged);
        var sample = new PerformanceSample { Scored = rows.Length, Flagged = flagged, Mature = rows.Length, Counts = new ConfusionCounts(flagged, 0, rows.Length - flagged, 0) };
        var patients = rows.GroupBy(row => row.Patient).ToArray();
        var rate = flagged / (double)rows.Length;
        double? variance = patients.Length < 2 ? null
            : patients.Length / (patients.Length - 1.0) * patients.Sum(patient => Math.Pow(patient.Sum(row => ((row.Flagged ? 1 : 0) - rate) / rows.Length), 2));
        return sample with { ClusterVariances = new ClusterVariances { Sensitivity = variance } };
    }

    private static double Rate(PerformanceSample sample) => sample.Counts.TruePositives / (double)sample.Counts.Positives;

    private static double P(Side side) => LimitTest.Evaluate(
        Metric.Sensitivity, BetterDirection.Higher, new Limit.Gap(0), side.Own, side.Others, againstAll: false, new ScoreScale(0.5, true, ConfidenceLevel.Default), all: side.All) is LimitTestResult.Tested tested
        ? tested.PValue
        : throw new InvalidOperationException("A side without positives is no candidate.");
}
