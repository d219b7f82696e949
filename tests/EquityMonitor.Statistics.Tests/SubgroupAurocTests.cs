using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

public sealed class SubgroupAurocTests
{
    private static readonly Gen<Cohort> Cohorts =
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 120], Gen.Int[1, 40], Gen.Int[1, 5], Gen.Int[1, 6]).Select((seed, rows, grid, cells, most) =>
            Cohort.Random(seed, rows, grid, cells, most));

    [Fact]
    public void Evaluate_AnyCohort_EqualsThePlainDefinitionForSubgroupAndComplement()
    {
        Cohorts.Sample(
            cohort =>
            {
                var workspace = new AurocWorkspace();
                var rows = RankedOutcomes.FromScores(cohort.Scores, cohort.Outcomes, cohort.PatientStarts);
                for (ushort code = 0; code < 5; code++)
                {
                    var result = SubgroupAuroc.Evaluate(rows, cohort.Codes, code, workspace);
                    ShouldEqual(result.Own, result.OwnClusterVariance, PlainAuroc.Evaluate(cohort.Select(row => cohort.Codes[row] == code)));
                    ShouldEqual(result.Complement, result.ComplementClusterVariance, PlainAuroc.Evaluate(cohort.Select(row => cohort.Codes[row] != code)));
                }

                var whole = SubgroupAuroc.Evaluate(rows, workspace);
                ShouldEqual(whole.Own, whole.OwnClusterVariance, PlainAuroc.Evaluate(cohort.Select(_ => true)));
            },
            iter: 300,
            seed: "0000KOIPe5E3");
    }

    [Fact]
    public void EvaluatePartition_AnyCohort_EqualsOneCallPerCellToTheBit()
    {
        Gen.Select(Cohorts, Gen.Int[0, 2]).Sample(
            input =>
            {
                var (cohort, keys) = input;
                int[] starts = keys switch { 0 => [], 1 => cohort.PatientStarts, _ => [.. Enumerable.Range(0, cohort.Rows)] };
                var rows = RankedOutcomes.FromScores(cohort.Scores, cohort.Outcomes, starts);
                var results = new SubgroupAurocResult[6];
                SubgroupAuroc.EvaluatePartition(rows, cohort.Codes, results);
                for (ushort code = 0; code < results.Length; code++)
                    results[code].ShouldBe(SubgroupAuroc.Evaluate(rows, cohort.Codes, code));
            },
            iter: 500,
            seed: "0000KOIPe5E3");
    }

    [Fact]
    public void EvaluatePartition_BadCodes_AreNamed()
    {
        var rows = RankedOutcomes.FromScores([0.1, 0.2], [0, 1]);
        Should.Throw<ArgumentException>(() => SubgroupAuroc.EvaluatePartition(rows, [0], new SubgroupAurocResult[1])).Message.ShouldContain("1 codes for 2 rows");
        Should.Throw<ArgumentException>(() => SubgroupAuroc.EvaluatePartition(rows, [0, 3], new SubgroupAurocResult[2])).Message.ShouldContain("only 2 cells");
    }

    [Fact]
    public void Evaluate_RowsInAnotherOrder_GivesTheSameBits()
    {
        Cohorts.Sample(
            cohort =>
            {
                var order = Enumerable.Range(0, cohort.Rows).ToArray();
                new Random(cohort.Rows).Shuffle(order);
                var straight = SubgroupAuroc.Evaluate(RankedOutcomes.FromScores(cohort.Scores, cohort.Outcomes), cohort.Codes, 0);
                var shuffled = SubgroupAuroc.Evaluate(
                    RankedOutcomes.FromScores([.. order.Select(row => cohort.Scores[row])], [.. order.Select(row => cohort.Outcomes[row])]),
                    [.. order.Select(row => cohort.Codes[row])],
                    0);
                shuffled.ShouldBe(straight);
            },
            iter: 200,
            seed: "0000KOIPe5E3");
    }

    [Fact]
    public void Evaluate_MonotoneTransformOfScores_ChangesNothing()
    {
        Cohorts.Sample(
            cohort =>
            {
                double[] transformed = [.. cohort.Scores.Select(score => Math.Exp(3 * score) - 7)];
                SubgroupAuroc.Evaluate(RankedOutcomes.FromScores(transformed, cohort.Outcomes, cohort.PatientStarts), cohort.Codes, 0)
                    .ShouldBe(SubgroupAuroc.Evaluate(RankedOutcomes.FromScores(cohort.Scores, cohort.Outcomes, cohort.PatientStarts), cohort.Codes, 0));
            },
            iter: 200,
            seed: "0000KOIPe5E3");
    }

    [Fact]
    public void Evaluate_OutcomesSwapped_GivesOneMinusTheArea()
    {
        Cohorts.Sample(
            cohort =>
            {
                byte[] swapped = [.. cohort.Outcomes.Select(outcome => (byte)(1 - outcome))];
                var area = SubgroupAuroc.Evaluate(RankedOutcomes.FromScores(cohort.Scores, cohort.Outcomes)).Own;
                var other = SubgroupAuroc.Evaluate(RankedOutcomes.FromScores(cohort.Scores, swapped)).Own;
                (other is null).ShouldBe(area is null);
                if (area is { } a && other is { } b)
                {
                    b.Area.ShouldBe(1 - a.Area, 1e-14);
                    b.Variance.ShouldBe(a.Variance, 1e-14);
                }
            },
            iter: 200,
            seed: "0000KOIPe5E3");
    }

    [Fact]
    public void Constructor_SparseRanks_EqualDenseOnes()
    {
        byte[] outcomes = [0, 1, 0, 1, 1, 0];
        var dense = SubgroupAuroc.Evaluate(new RankedOutcomes([0, 1, 2, 2, 3, 1], outcomes, [0, 2, 3]));
        var sparse = SubgroupAuroc.Evaluate(new RankedOutcomes([5, 64, 700, 700, 100_000, 64], outcomes, [0, 2, 3]));
        sparse.ShouldBe(dense);
        dense.Own.ShouldNotBeNull();
    }

    [Fact]
    public void Evaluate_TwoMillionRows_StaysExact()
    {
        // Score k has one positive and one negative, so that V10 and V01 are (k + 1/2)/n: the variance is known in closed form.
        const int Half = 1_000_000;
        var ranks = new int[2 * Half];
        var outcomes = new byte[2 * Half];
        for (var k = 0; k < Half; k++)
        {
            ranks[2 * k] = ranks[(2 * k) + 1] = k;
            outcomes[2 * k] = 1;
        }

        var result = SubgroupAuroc.Evaluate(new RankedOutcomes(ranks, outcomes, [])).Own!.Value;
        result.Area.ShouldBe(0.5);
        var sampleVariance = (((double)Half * Half) - 1) / 12 / ((double)Half * Half) * Half / (Half - 1);
        result.Variance.ShouldBe(2 * sampleVariance / Half, 1e-15 * sampleVariance);
    }

    [Fact]
    public void Evaluate_NoRows_IsUndefined() =>
        SubgroupAuroc.Evaluate(new RankedOutcomes([], [], []), [], 0).ShouldBe(new SubgroupAurocResult(null, null, null, null));

    [Fact]
    public void Evaluate_OneOfAClass_IsUndefined() =>
        SubgroupAuroc.Evaluate(RankedOutcomes.FromScores([0.1, 0.5, 0.7], [0, 1, 0])).Own.ShouldBeNull();

    [Fact]
    public void Evaluate_OnePatient_HasNoClusterVariance()
    {
        var result = SubgroupAuroc.Evaluate(RankedOutcomes.FromScores([0.1, 0.5, 0.7, 0.2], [0, 1, 0, 1], [0]));
        result.Own.ShouldNotBeNull();
        result.OwnClusterVariance.ShouldBeNull();
    }

    [Fact]
    public void Constructor_BadInput_NamesIt()
    {
        Should.Throw<ArgumentException>(() => new RankedOutcomes([0, 1], [0], [])).Message.ShouldContain("2 ranks but 1 outcomes");
        Should.Throw<ArgumentException>(() => new RankedOutcomes([0, -1], [0, 1], [])).Message.ShouldContain("-1");
        Should.Throw<ArgumentException>(() => new RankedOutcomes([0, 1], [0, 2], [])).Message.ShouldContain("0 or 1");
        Should.Throw<ArgumentException>(() => new RankedOutcomes([0, 1], [0, 1], [1])).Message.ShouldContain("row 0");
        Should.Throw<ArgumentException>(() => new RankedOutcomes([0, 1], [0, 1], [0, 0])).Message.ShouldContain("group rows by patient");
        Should.Throw<ArgumentException>(() => new RankedOutcomes([0, 1], [0, 1], [0, 2])).Message.ShouldContain("only 2 rows");
        Should.Throw<ArgumentException>(() => RankedOutcomes.FromScores([double.NaN], [0])).Message.ShouldContain("not a number");
    }

    private static void ShouldEqual(AurocResult? fast, double? fastCluster, (double Area, double Variance, double? ClusterVariance)? plain)
    {
        (fast is null).ShouldBe(plain is null);
        if (fast is not { } f || plain is not { } p)
            return;
        f.Area.ShouldBe(p.Area, 1e-13);
        f.Variance.ShouldBe(p.Variance, 1e-13);
        (fastCluster is null).ShouldBe(p.ClusterVariance is null);
        if (p.ClusterVariance is { } clustered)
            fastCluster!.Value.ShouldBe(clustered, 1e-13);
    }
}
