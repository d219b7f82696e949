using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

public sealed class LabelAuditTests
{
    private const string Seed = "0000KOIPe5E3";
    private static readonly string[] Names = ["A", "B", "C", "Unknown"];

    private static readonly Gen<(double[] Scores, double[] Needs, ushort[] Codes)> People = Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 120], Gen.Int[1, 30]).Select((seed, rows, grid) =>
    {
        var random = new Random(seed);
        return (
            Enumerable.Range(0, rows).Select(_ => random.Next(grid + 1) / (double)grid).ToArray(),
            Enumerable.Range(0, rows).Select(_ => (double)random.Next(6)).ToArray(),
            Enumerable.Range(0, rows).Select(_ => (ushort)random.Next(3)).ToArray());
    });

    [Fact]
    public void Evaluate_Fixture_EqualsScipyStatsmodelsAndPandas()
    {
        var expected = Fixture.Golden.GetProperty("label_audit");
        var rows = Fixture.Rows;
        var people = rows.DistinctBy(row => row.Patient).ToList();
        var result = LabelAudit.Evaluate(
            Fixture.Scores(people), [.. people.Select(row => row.Need)], [.. people.Select(row => (ushort)Array.IndexOf(Names, row.Group))], Names.Length, Fixture.Threshold, ConfidenceLevel.Default).Value;
        result.Patients.ShouldBe(expected.GetProperty("patients").GetInt64());
        result.Flagged.ShouldBe(expected.GetProperty("flagged").GetInt64());
        Fixture.Near(result.ThresholdPercentile, expected.GetProperty("cut_percentile").GetDouble(), "cut");
        foreach (var (group, name) in result.Groups.Zip(Names))
        {
            var item = expected.GetProperty("groups").GetProperty(name);
            group.NearThreshold.ShouldBe(item.GetProperty("near")[0].GetInt64(), name);
            group.OthersNearThreshold.ShouldBe(item.GetProperty("near")[1].GetInt64(), name);
            Fixture.ShouldEqual(group.ShareOfFlagged, item.GetProperty("flagged"), name);
            Fixture.Near(group.ShareByNeed.Value, item.GetProperty("by_need").GetDouble(), name);
            if (group.NearThreshold >= 30)
            {
                Fixture.ShouldEqual(group.NeedGap, item.GetProperty("difference"), name);
                var gap = (Estimate.Measured)group.NeedGap;
                Fixture.Near(gap.Value / gap.StandardError!.Value, item.GetProperty("z").GetDouble(), name);
            }
            else
            {
                group.NeedGap.ShouldBe(new Estimate.NotEstimable(NotEstimableReason.TooFewNearThreshold), name);
                group.PValue.Reason.ShouldBe(NotEstimableReason.TooFewNearThreshold);
            }

            foreach (var (bin, index) in group.Bins.Select((bin, index) => (bin, index)))
            {
                var wanted = item.GetProperty("bins")[index];
                if (wanted.ValueKind == System.Text.Json.JsonValueKind.Null)
                {
                    bin.Need.ShouldBeOfType<Estimate.NotEstimable>();
                    continue;
                }

                var need = bin.Need.ShouldBeOfType<Estimate.Measured>($"{name} {index}");
                need.Denominator.ShouldBe(wanted.GetProperty("rows").GetDouble(), $"{name} {index}");
                Fixture.Near(need.Value, wanted.GetProperty("mean").GetDouble(), $"{name} {index}");
                if (wanted.GetProperty("interval").ValueKind == System.Text.Json.JsonValueKind.Null)
                    need.Interval.ShouldBeNull();
                else
                    Fixture.Near(need.Interval!.Value.Low!.Value, wanted.GetProperty("interval")[0].GetDouble(), $"{name} {index}", 1e-8);
            }
        }

        result.Groups[0].NearThreshold.ShouldBeGreaterThanOrEqualTo(30, "at least one gap is compared");
    }

    [Fact]
    public void Evaluate_AnyPeople_CountsEachOnceAndSharesSumToOne() => People.Sample(
        people =>
        {
            var threshold = 0.5;
            var result = LabelAudit.Evaluate(people.Scores, people.Needs, people.Codes, 3, threshold, ConfidenceLevel.Default, 7).Value;
            result.Groups.Sum(group => group.Patients).ShouldBe(people.Scores.Length);
            result.Groups.Sum(group => group.Bins.Sum(bin => bin.Need is Estimate.Measured need ? need.Denominator : 0)).ShouldBe(people.Scores.Length);
            result.Groups.Sum(group => group.NearThreshold).ShouldBe(result.Groups[0].NearThreshold + result.Groups[0].OthersNearThreshold);
            if (result.Flagged == 0)
            {
                result.Groups.ShouldAllBe(group => group.ShareByNeed.Reason == NotEstimableReason.NoneFlagged && group.ShareOfFlagged is Estimate.NotEstimable);
                return;
            }

            result.Groups.Sum(group => group.ShareByNeed.Value).ShouldBe(1, 1e-12);
            result.Groups.Sum(group => group.ShareOfFlagged.ValueOrNull!.Value).ShouldBe(1, 1e-12);

            // By need, averaged over every way in which ties could be broken: a place at the cut is worth its share of the places left.
            var sorted = people.Needs.OrderDescending().ToList();
            var edge = sorted[(int)result.Flagged - 1];
            var left = result.Flagged - people.Needs.Count(need => need > edge);
            for (var group = 0; group < 3; group++)
            {
                var mine = Enumerable.Range(0, people.Scores.Length).Where(row => people.Codes[row] == group).Sum(row =>
                    people.Needs[row] > edge ? 1 : people.Needs[row] == edge ? left / (double)people.Needs.Count(need => need == edge) : 0);
                result.Groups[group].ShareByNeed.Value.ShouldBe(mine / result.Flagged, 1e-12);
            }
        },
        iter: 300,
        seed: Seed);

    [Fact]
    public void Evaluate_AnyPeople_EqualsThePlainGapAtTheThreshold() => People.Sample(
        people =>
        {
            // Repeated twenty times so that enough stand near the threshold.
            double[] scores = [.. Enumerable.Repeat(people.Scores, 20).SelectMany(x => x)], needs = [.. Enumerable.Repeat(people.Needs, 20).SelectMany(x => x)];
            ushort[] codes = [.. Enumerable.Repeat(people.Codes, 20).SelectMany(x => x)];
            var result = LabelAudit.Evaluate(scores, needs, codes, 3, 0.5, ConfidenceLevel.Default).Value;
            var n = scores.Length;
            double cut = scores.Count(score => score < 0.5);
            var near = Enumerable.Range(0, people.Scores.Length).Where(row =>
                Math.Abs(scores.Count(score => score < people.Scores[row]) + (scores.Count(score => score == people.Scores[row]) / 2.0) - cut) <= (n * 0.025) + 1e-9).ToList();
            for (var group = 0; group < 3; group++)
            {
                var own = near.Where(row => codes[row] == group).SelectMany(row => Enumerable.Repeat(needs[row], 20)).ToList();
                var others = near.Where(row => codes[row] != group).SelectMany(row => Enumerable.Repeat(needs[row], 20)).ToList();
                result.Groups[group].NearThreshold.ShouldBe(own.Count);
                if (Math.Min(own.Count, others.Count) < 30)
                {
                    result.Groups[group].NeedGap.ShouldBe(new Estimate.NotEstimable(NotEstimableReason.TooFewNearThreshold));
                    continue;
                }

                var gap = result.Groups[group].NeedGap.ShouldBeOfType<Estimate.Measured>();
                gap.Value.ShouldBe(own.Average() - others.Average(), 1e-12);
                var error = Math.Sqrt((PlainAuroc.SampleVariance(own) / own.Count) + (PlainAuroc.SampleVariance(others) / others.Count));
                (gap.StandardError ?? 0).ShouldBe(error, 1e-12);
            }
        },
        iter: 100,
        seed: Seed);

    [Fact]
    public void Evaluate_RowsInAnotherOrder_GivesTheSameBits() => People.Sample(
        people =>
        {
            var order = Enumerable.Range(0, people.Scores.Length).ToArray();
            new Random(order.Length).Shuffle(order);
            var straight = LabelAudit.Evaluate(people.Scores, people.Needs, people.Codes, 3, 0.4, ConfidenceLevel.Default).Value;
            var shuffled = LabelAudit.Evaluate([.. order.Select(row => people.Scores[row])], [.. order.Select(row => people.Needs[row])], [.. order.Select(row => people.Codes[row])], 3, 0.4, ConfidenceLevel.Default).Value;
            foreach (var (a, b) in straight.Groups.Zip(shuffled.Groups))
            {
                b.NeedGap.ShouldBe(a.NeedGap);
                b.ShareByNeed.ShouldBe(a.ShareByNeed);
                b.Bins.ShouldBe(a.Bins);
            }
        },
        iter: 100,
        seed: Seed);

    [Fact]
    public void Evaluate_SickerGroupAtTheSameScore_IsFound()
    {
        // Two groups alternate along the score; the second needs one more at every score.
        const int Persons = 2000;
        double[] scores = [.. Enumerable.Range(0, Persons).Select(row => row / (double)Persons)];
        double[] needs = [.. Enumerable.Range(0, Persons).Select(row => (row % 2) + (row / 2 % 2 * 0.1))];
        ushort[] codes = [.. Enumerable.Range(0, Persons).Select(row => (ushort)(row % 2))];
        var result = LabelAudit.Evaluate(scores, needs, codes, 2, 0.8, ConfidenceLevel.Default).Value;
        result.Groups[1].NeedGap.ValueOrNull!.Value.ShouldBe(1, 0.05);
        result.Groups[1].PValue.Value.ShouldBeLessThan(1e-6);
        result.Groups[1].ShareOfFlagged.ValueOrNull!.Value.ShouldBe(0.5);
        result.Groups[1].ShareByNeed.Value.ShouldBe(1);
        result.ThresholdPercentile.ShouldBe(80);
    }

    [Fact]
    public void Evaluate_NobodyOrBadInput_IsUndefinedOrNamed()
    {
        LabelAudit.Evaluate([], [], [], 2, 0.5, ConfidenceLevel.Default).Reason.ShouldBe(NotEstimableReason.NoNeed);
        Should.Throw<ArgumentException>(() => LabelAudit.Evaluate([0.1], [], [0], 1, 0.5, ConfidenceLevel.Default)).Message.ShouldContain("0 needs");
        Should.Throw<ArgumentException>(() => LabelAudit.Evaluate([0.1], [double.NaN], [0], 1, 0.5, ConfidenceLevel.Default)).Message.ShouldContain("not a finite number");
        Should.Throw<ArgumentException>(() => LabelAudit.Evaluate([0.1], [1], [1], 1, 0.5, ConfidenceLevel.Default)).Message.ShouldContain("only 1 groups");
        Should.Throw<ArgumentException>(() => LabelAudit.Evaluate([0.1], [1], [0], 1, 0.5, ConfidenceLevel.Default, 0)).Message.ShouldContain("at least 1 bin");
    }
}
