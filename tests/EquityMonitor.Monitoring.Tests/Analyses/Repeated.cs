using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Analyses;

/// <summary>What patients who come again do to a share, by the definition itself.</summary>
internal static class Repeated
{
    public static string Who(ScoredEncounter row) => row.Patient ?? row.Encounter;

    /// <summary>max(1, v / v independent); null where it is undefined.</summary>
    public static double? Effect(IReadOnlyCollection<ScoredEncounter> rows, Func<ScoredEncounter, bool> has)
    {
        double n = rows.Count, p = rows.Count(has) / n;
        double[] ofPatients = [.. rows.GroupBy(Who, StringComparer.Ordinal).Select(patient => patient.Sum(row => ((has(row) ? 1 : 0) - p) / n))];
        return ofPatients.Length < 2 || p is 0 or 1 ? null : Math.Max(1, ofPatients.Sum(sum => sum * sum) * ofPatients.Length / (ofPatients.Length - 1) / (p * (1 - p) / n));
    }

    /// <summary>The share with the design effect that it must have.</summary>
    public static ClusteredProportion Share(IReadOnlyCollection<ScoredEncounter> rows, Func<ScoredEncounter, bool> has, IReadOnlyCollection<ScoredEncounter> whole) =>
        new(rows.Count(has), rows.Count, Effect(rows, has) ?? Effect(whole, has) ?? 1);

    /// <summary>For the kernels, the rows of a patient adjacent.</summary>
    public static ScoredOutcomes Outcomes(IEnumerable<ScoredEncounter> rows)
    {
        var ordered = rows.Where(row => row.Outcome is not null).OrderBy(Who, StringComparer.Ordinal).ToList();
        return ScoredOutcomes.Of(
            [.. ordered.Select(row => row.Score)], [.. ordered.Select(row => row.Outcome!.Value)],
            [.. Enumerable.Range(0, ordered.Count).Where(index => index == 0 || Who(ordered[index]) != Who(ordered[index - 1]))]);
    }

    public static void ShouldBe(ClusteredProportion actual, ClusteredProportion expected, string what)
    {
        (actual.X, actual.N).ShouldBe((expected.X, expected.N), what);
        actual.DesignEffect.ShouldBe(expected.DesignEffect, 1e-9, what);
    }

    public static void ShouldBe(Estimate actual, Estimate expected, string what)
    {
        var (left, right) = (actual.ShouldBeOfType<Estimate.Measured>(what), (Estimate.Measured)expected);
        left.Value.ShouldBe(right.Value, 1e-9, what);
        left.DesignEffect.ShouldBe(right.DesignEffect, 1e-9, what);
        (left.Interval is null).ShouldBe(right.Interval is null, what);
        left.Interval?.Low.ShouldNotBeNull().ShouldBe(right.Interval!.Value.Low!.Value, 1e-9, what);
        left.Interval?.High.ShouldNotBeNull().ShouldBe(right.Interval!.Value.High!.Value, 1e-9, what);
    }

    public static void ShouldBe(IReadOnlyList<CalibrationBin> actual, IReadOnlyList<CalibrationBin> expected)
    {
        actual.Count.ShouldBe(expected.Count);
        foreach (var (left, right) in actual.Zip(expected))
        {
            (left.Rows, left.LowestScore, left.HighestScore).ShouldBe((right.Rows, right.LowestScore, right.HighestScore));
            ShouldBe(left.Observed, right.Observed, $"scores from {left.LowestScore}");
        }
    }
}
