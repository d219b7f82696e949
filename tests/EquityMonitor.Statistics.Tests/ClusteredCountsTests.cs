using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

public sealed class ClusteredCountsTests
{
    private const double Threshold = 0.4;

    /// <summary>Per metric: the rows in its denominator and a row's value.</summary>
    private static readonly (Func<ClusterVariances, double?> Fast, Func<RowState, bool> Denominator, Func<RowState, double, double> Value)[] Metrics =
    [
        (v => v.FlagRate, s => s.HasFlag(RowState.InScoredRange), (s, _) => Number(Flagged(s))),
        (v => v.OverrideRate, s => s.HasFlag(RowState.InScoredRange) && Flagged(s) && s.HasFlag(RowState.Responded), (s, _) => Number(s.HasFlag(RowState.Overridden))),
        (v => v.OutcomeKnownRate, s => s.HasFlag(RowState.InMatureRange), (s, _) => Number(s.HasFlag(RowState.OutcomeKnown))),
        (v => v.Prevalence, Evaluable, (s, _) => Number(Positive(s))),
        (v => v.Sensitivity, s => Evaluable(s) && Positive(s), (s, _) => Number(Flagged(s))),
        (v => v.Specificity, s => Evaluable(s) && !Positive(s), (s, _) => Number(!Flagged(s))),
        (v => v.Ppv, s => Evaluable(s) && Flagged(s), (s, _) => Number(Positive(s))),
        (v => v.Npv, s => Evaluable(s) && !Flagged(s), (s, _) => Number(!Positive(s))),
        (v => v.Accuracy, Evaluable, (s, _) => Number(Positive(s) == Flagged(s))),
        (v => v.Jaccard, s => Evaluable(s) && (Positive(s) || Flagged(s)), (s, _) => Number(Positive(s) && Flagged(s))),
        (v => v.NetBenefit, Evaluable, (s, _) => Flagged(s) ? Positive(s) ? 1 : -Threshold / (1 - Threshold) : 0),
        (v => v.Brier, Evaluable, (_, error) => error),
        (v => v.MeanError, Evaluable, (s, error) => Positive(s) ? -Math.Sqrt(error) : Math.Sqrt(error)),
    ];

    private static readonly Gen<(Cohort Cohort, byte[] States, double[] Errors)> Inputs =
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 100], Gen.Int[1, 4], Gen.Int[1, 7]).Select((seed, rows, cells, most) =>
        {
            var cohort = Cohort.Random(seed, rows, 50, cells, most);
            var random = new Random(seed);
            byte[] states = [.. Enumerable.Range(0, rows).Select(_ => (byte)random.Next(128))];
            double[] errors = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble())];
            return (cohort, states, errors);
        });

    [Fact]
    public void Evaluate_AnyRows_EqualsThePlainDefinitionForEveryCellAndComplement()
    {
        Inputs.Sample(
            input =>
            {
                var (cohort, states, errors) = input;
                var result = ClusteredCounts.Evaluate(cohort.PatientStarts, states, cohort.Codes, 4, errors, Threshold);
                var patients = cohort.Patients;
                ShouldEqual(result.All, patients, states, errors, _ => true);
                for (var cell = 0; cell < 4; cell++)
                {
                    ShouldEqual(result.Own[cell], patients, states, errors, row => cohort.Codes[row] == cell);
                    ShouldEqual(result.Complement[cell], patients, states, errors, row => cohort.Codes[row] != cell);
                }
            },
            iter: 400,
            seed: "0000KOIPe5E3");
    }

    [Fact]
    public void Evaluate_WithoutCells_GivesTheWholeAlone()
    {
        var cohort = Cohort.Random(5, 60, 20, 3, 4);
        byte[] states = [.. Enumerable.Range(0, 60).Select(row => (byte)(row % 128))];
        var whole = ClusteredCounts.Evaluate(cohort.PatientStarts, states, [], 0);
        whole.Own.ShouldBeEmpty();
        whole.All.ShouldBe(ClusteredCounts.Evaluate(cohort.PatientStarts, states, cohort.Codes, 3).All);
        whole.All.Variances.Brier.ShouldBeNull();
        whole.All.Variances.NetBenefit.ShouldBeNull();
    }

    [Fact]
    public void Evaluate_OneRowPerPatient_EqualsTheIndependentVarianceTimesTheCorrection()
    {
        // 3 of 8 flagged: p(1-p)/n times 8/7.
        byte scored = (byte)RowState.InScoredRange, flagged = (byte)(RowState.InScoredRange | RowState.Flagged);
        var result = ClusteredCounts.Evaluate([0, 1, 2, 3, 4, 5, 6, 7], [flagged, flagged, flagged, scored, scored, scored, scored, scored], [], 0);
        result.All.Patients.ShouldBe(8);
        result.All.Variances.FlagRate!.Value.ShouldBe(3.0 / 8 * 5 / 8 / 8 * 8 / 7, 1e-16);
    }

    [Fact]
    public void Evaluate_BadInput_NamesIt()
    {
        Should.Throw<ArgumentException>(() => ClusteredCounts.Evaluate([], [1], [0], 1)).Message.ShouldContain("patient");
        Should.Throw<ArgumentException>(() => ClusteredCounts.Evaluate([0], [1], [], 1)).Message.ShouldContain("0 codes for 1 rows");
        Should.Throw<ArgumentException>(() => ClusteredCounts.Evaluate([0], [1], [1], 1)).Message.ShouldContain("only 1 cells");
        Should.Throw<ArgumentException>(() => ClusteredCounts.Evaluate([0], [128], [0], 1)).Message.ShouldContain("128");
        Should.Throw<ArgumentException>(() => ClusteredCounts.Evaluate([0], [1], [0], 1, [0.1, 0.2])).Message.ShouldContain("2 squared errors");
    }

    private static void ShouldEqual(ClusteredCell fast, int[] patients, byte[] states, double[] errors, Func<int, bool> chosen)
    {
        var rows = Enumerable.Range(0, states.Length).Where(chosen).ToList();
        fast.Patients.ShouldBe(rows.Where(row => ((RowState)states[row]).HasFlag(RowState.InScoredRange)).Select(row => patients[row]).Distinct().Count());
        foreach (var (read, denominator, value) in Metrics)
        {
            var counted = rows.Where(row => denominator((RowState)states[row])).Select(row => (Patient: patients[row], Value: value((RowState)states[row], errors[row]))).ToList();
            var groups = counted.GroupBy(row => row.Patient).ToList();
            var actual = read(fast.Variances);
            if (groups.Count < 2)
            {
                actual.ShouldBeNull();
                continue;
            }

            var mean = counted.Average(row => row.Value);
            var expected = groups.Sum(group => Math.Pow(group.Sum(row => row.Value - mean) / counted.Count, 2)) * groups.Count / (groups.Count - 1);
            actual.ShouldNotBeNull();
            actual.Value.ShouldBe(expected, 1e-13);
        }
    }

    private static bool Evaluable(RowState state) => state.HasFlag(RowState.InMatureRange | RowState.OutcomeKnown);

    private static bool Positive(RowState state) => state.HasFlag(RowState.OutcomePositive);

    private static bool Flagged(RowState state) => state.HasFlag(RowState.Flagged);

    private static double Number(bool value) => value ? 1 : 0;
}
