using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Explore;

public sealed class SubgroupScanTests
{
    private static readonly SubgroupKey Planted = SubgroupKey.Of(KeyValuePair.Create("race", "B"), KeyValuePair.Create("sex", "F"), KeyValuePair.Create("site", "West"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_RandomPatients_IsThePlainScan(int seed)
    {
        // Some subgroups are worse, so that some are found; others are so few that they fall below the minimum in a half.
        var period = ScannedPatients.Draw(seed, 900, values => values is ["B", _, _, _] or [_, "F", "West", _] ? 0.45 : values is ["Unknown", ..] ? 0.65 : 0.8);

        var result = Run(period, minimum: 20);

        var (candidates, found) = PlainScan.OfSensitivity(period, ScannedPatients.Threshold, 20);
        result.Candidates.ShouldBe(candidates);
        found.Count.ShouldBeGreaterThan(3);
        result.Found.Select(find => find.Key).ShouldBe(found.Select(find => find.Key));
        foreach (var (find, plain) in result.Found.Zip(found))
        {
            find.FindP.ShouldBe(plain.FindP, 1e-9, find.Key.ToString());
            find.ConfirmP.ShouldBe(plain.ConfirmP, 1e-9, find.Key.ToString());
            Value(find.Confirm.Own).ShouldBe(plain.Value, 1e-12);
            Value(find.Confirm.Others!).ShouldBe(plain.Others, 1e-12);
            Value(find.Confirm.Difference!).ShouldBe(plain.Difference, 1e-12);
        }
    }

    [Fact]
    public void Run_OneIntersectionIsWorse_FindsItFirstAndConfirmsIt()
    {
        var period = ScannedPatients.Draw(11, 12_000, values => values is ["B", "F", "West", _] ? 0.45 : 0.75);

        var result = Run(period);

        result.Found[0].Key.ShouldBe(Planted);
        result.Found[0].IsConfirmed.ShouldBeTrue();
        ((Estimate.Measured)result.Found[0].Confirm.Own).Interval!.Value.Low!.Value.ShouldBeLessThan(0.45);
        ((Estimate.Measured)result.Found[0].Confirm.Own).Interval!.Value.High!.Value.ShouldBeGreaterThan(0.45);
        result.Found[0].Parents.Select(parent => parent.Key).ShouldBe(Planted.Parents(), ignoreOrder: true);
        foreach (var parent in result.Found[0].Parents)
        {
            parent.IsFound.ShouldBe(result.Found.Any(find => find.Key.Equals(parent.Key)));
            Value(parent.Confirm.Own).ShouldBeGreaterThan(Value(result.Found[0].Confirm.Own));
        }
    }

    [Fact]
    public void Run_FoundSingleValue_HasAllAsItsParent()
    {
        var result = Run(ScannedPatients.Draw(5, 4_000, values => values is ["B", ..] ? 0.5 : 0.75));

        var single = result.Found.First(find => find.Key.Order == 1);
        var parent = single.Parents.ShouldHaveSingleItem();
        parent.Key.ShouldBe(SubgroupKey.All);
        parent.Confirm.Others.ShouldBeNull();
        Value(parent.Confirm.Own).ShouldBeGreaterThan(Value(single.Confirm.Own));
    }

    /// <summary>Where nobody is worse, BH at 0.10 finds something in at most a tenth of scans, and both halves agree in at most a twentieth of those.</summary>
    [Fact]
    public void Run_NobodyIsWorse_SeldomFindsAndHardlyEverConfirms()
    {
        const int Scans = 240;
        var (found, confirmed) = (0, 0);
        Parallel.For(0, Scans, seed =>
        {
            var result = Run(ScannedPatients.Draw(1_000 + seed, 2_000, _ => 0.7));
            if (result.Found.Count > 0)
                Interlocked.Increment(ref found);
            if (result.Found.Any(find => find.IsConfirmed))
                Interlocked.Increment(ref confirmed);
        });

        // Three standard errors of a share of 0.10 in that many scans are 0.06.
        (found / (double)Scans).ShouldBeLessThanOrEqualTo(0.16);
        confirmed.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public async Task Run_EveryMetric_CountsWhatItsEstimateCounts()
    {
        var (explorer, ready, _) = ExploredHospital.Load(ExploredHospital.Definition);
        var all = await explorer.ExploreAsync(ready, SubgroupKey.All, 0.35, TestContext.Current.CancellationToken);
        foreach (var metric in SubgroupScan.Metrics)
        {
            var rows = ScanRows.Of(ready.Period, metric, 0.35, 1);

            var measured = (Estimate.Measured)all.Metrics.Single(explored => explored.Metric == metric).Own;
            rows.Wholes.Sum(whole => whole.N).ShouldBe((long)measured.Denominator, metric.Key);
            (rows.Wholes.Sum(whole => whole.X) / measured.Denominator).ShouldBe(measured.Value, 1e-12, metric.Key);
        }
    }

    [Fact]
    public void Run_PatientsHalves_AreEvenAndKeepPatientsTogether()
    {
        var period = ScannedPatients.Draw(3, 10_000, _ => 0.7);

        var result = Run(period);

        var halves = period.Frame.Cluster.Distinct().Count(patient => ScanHalf.Of(patient) == ScanHalf.Find);
        halves.ShouldBeInRange(4_850, 5_150);
        (result.Encounters.Find + result.Encounters.Confirm).ShouldBe(period.Encounters);
        result.IsByPatient.ShouldBeTrue();
    }

    [Fact]
    public void Run_MetricWithoutABetterDirection_IsRefused() =>
        Should.Throw<ArgumentException>(() => SubgroupScan.Run(ScannedPatients.Draw(1, 50, _ => 0.7), new ScanSettings(Metric.FlagRate, 0.5), null, CancellationToken.None));

    [Fact]
    public void Run_GivenUp_Stops() => Should.Throw<OperationCanceledException>(
        () => SubgroupScan.Run(ScannedPatients.Draw(1, 50, _ => 0.7), new ScanSettings(Metric.Sensitivity, 0.5), null, new CancellationToken(canceled: true)));

    [Fact]
    public void Run_NoIntersectionReachesTheMinimum_FindsNothingAmongNone()
    {
        var result = Run(ScannedPatients.Draw(1, 60, _ => 0.7), minimum: 500);

        (result.Candidates, result.Found.Count, result.LeftOut.Count).ShouldBe((0, 0, 0));
    }

    private static ScanResult Run(LoadedPeriod period, int minimum = ScanSettings.UsualMinimum) =>
        SubgroupScan.Run(period, new ScanSettings(Metric.Sensitivity, ScannedPatients.Threshold, minimum), null, CancellationToken.None);

    private static double Value(Estimate estimate) => ((Estimate.Measured)estimate).Value;
}
