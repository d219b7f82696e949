namespace EquityMonitor.Statistics.Tests;

/// <summary>AUROC, DeLong and the clustered variance straight from their definitions, in O(n^2).</summary>
internal static class PlainAuroc
{
    public static (double Area, double Variance, double? ClusterVariance)? Evaluate(IReadOnlyList<(double Score, int Outcome, int Patient)> rows)
    {
        var positives = rows.Where(row => row.Outcome == 1).ToList();
        var negatives = rows.Where(row => row.Outcome == 0).ToList();
        if (positives.Count < 2 || negatives.Count < 2)
            return null;
        var v10 = positives.Select(p => negatives.Average(n => Kernel(p.Score, n.Score))).ToList();
        var v01 = negatives.Select(n => positives.Average(p => Kernel(p.Score, n.Score))).ToList();
        var area = v10.Average();
        var variance = (SampleVariance(v10) / v10.Count) + (SampleVariance(v01) / v01.Count);

        var influence = positives.Zip(v10, (row, v) => (row.Patient, Psi: (v - area) / positives.Count))
            .Concat(negatives.Zip(v01, (row, v) => (row.Patient, Psi: (v - area) / negatives.Count)));
        var byPatient = influence.GroupBy(item => item.Patient).Select(group => group.Sum(item => item.Psi)).ToList();
        double? clustered = byPatient.Count < 2 ? null : byPatient.Sum(sum => sum * sum) * byPatient.Count / (byPatient.Count - 1);
        return (area, variance, clustered);
    }

    public static double SampleVariance(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }

    private static double Kernel(double positive, double negative) => positive > negative ? 1 : positive < negative ? 0 : 0.5;
}
