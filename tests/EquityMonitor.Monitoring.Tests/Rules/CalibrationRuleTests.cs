using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Monitoring.Tests.Evaluation;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.Rules;

/// <summary>Rules about calibration intercept and slope, from encounter days to verdicts and alerts.</summary>
public sealed class CalibrationRuleTests
{
    private const int Days = 42;
    private static readonly CancellationToken Token = CancellationToken.None;
    private static readonly ScoreScale Scale = RuleJudge.ScaleOf(Hospital.Definition);

    private static readonly RuleDefinition Slope = new()
    {
        Key = "slope",
        Name = "Spread of the risks",
        Metric = Metric.CalibrationSlope,
        Limit = new Limit.Band(0.7, 1.4),
        Better = BetterDirection.Target,
        Window = 14,
        Minimum = 10,
        Dimensions = ["race"],
    };

    private static readonly ModelDefinition Definition = Hospital.Definition with { Rules = [.. Hospital.Definition.Rules, Slope] };

    [Fact]
    public async Task Evaluate_EveryPoint_KeepsWhatTheKernelFindsInItsRows()
    {
        using var hospital = new StoredHospital(Definition);
        await hospital.PutAsync(Rows());
        await hospital.EvaluateAsync();

        await using var context = hospital.Open();
        var day = (await PointReader.DayAsync(context, hospital.ModelId, 14, Newest, 2, Token)).ShouldNotBeNull();
        var frame = await FrameAsync(hospital);
        var whole = Outcomes(frame, SubgroupKey.All);
        var measured = 0;
        foreach (var (key, own) in day.Samples.Select(sample => (sample.Key, sample.Own)))
        {
            var rows = key.Order == 0 ? whole : Outcomes(frame, key);
            own.Counts.Total.ShouldBe(rows.Rows, key.ToString());
            foreach (var metric in Metric.OnRequest)
            {
                var expected = RowMetrics.Estimate(metric, rows, Scale, all: whole);
                Estimator.Estimate(metric, own, Scale, all: day.All.Own).ShouldBe(expected, $"{metric.Key} of {key}");
                measured += expected is Estimate.Measured ? 1 : 0;
            }
        }

        measured.ShouldBe(2 * day.Samples.Count);
        (await context.Points.CountAsync(point => point.Calibration == null, Token)).ShouldBe(0);
        day.All.Own.Calibration!.Slope.ShouldBeOfType<CalibrationFit.Found>().DesignEffect.ShouldNotBeNull("patients come back");
    }

    [Fact]
    public async Task Judge_ScoresOfAGroupBecomeTooExtreme_AreBelowAsTheKernelSays()
    {
        using var hospital = new StoredHospital(Definition);
        await hospital.PutAsync(Rows());
        await hospital.RunAsync();

        await using var context = hospital.Open();
        var alert = (await context.Alerts.Where(alert => alert.RuleKey == "slope").ToListAsync(Token)).ShouldHaveSingleItem();
        (await context.Subgroups.SingleAsync(subgroup => subgroup.Id == alert.SubgroupId, Token)).Key.ShouldBe("race=B");
        (alert.State, alert.Evidence.Metric, alert.Evidence.Limit).ShouldBe((AlertState.Open, "calibrationSlope", "between 0.70 and 1.40"));
        alert.OpenedFor.ShouldBeGreaterThan(Worse.AddDays(5));
        alert.Evidence.Value.ShouldBeLessThan(0.7);

        var frame = await FrameAsync(hospital);
        var day = (await PointReader.DayAsync(context, hospital.ModelId, 14, Newest, 1, Token))!;
        var judged = RuleJudge.Judge(Definition, WindowRange.Of(Definition, 14, Newest), day.Samples).Where(judgement => judgement.Rule.Key == "slope").ToList();
        judged.Select(judgement => judgement.Subgroup.Key.ToString()).ShouldBe(["race=A", "race=B", "race=Unknown"]);
        var tests = judged.ConvertAll(judgement => (LimitTestResult.Tested)LimitTest.Evaluate(
            Metric.CalibrationSlope, Slope.Limit, Outcomes(frame, judgement.Subgroup.Key), Scale, all: Outcomes(frame, SubgroupKey.All)));
        judged.Select(judgement => judgement.AdjustedPValue!.Value).ShouldBe(BenjaminiHochberg.Adjust([.. tests.Select(test => test.PValue)]));
        judged.Select(judgement => judgement.Margin!.Value).ShouldBe(tests.Select(test => test.Margin));
        judged.Select(judgement => judgement.Metric).ShouldBe(tests.Select(test => (Estimate)test.Compared));
        judged.Select(judgement => judgement.Verdict).ShouldBe([Verdict.Meets, Verdict.Below, Verdict.Meets]);
    }

    [Fact]
    public async Task Run_RuleIsAddedAndTakenAway_PointsAreComputedAnewAndItJudgesFromTheNewestDayOn()
    {
        using var hospital = new StoredHospital(Hospital.Definition);
        await hospital.PutAsync(Rows());
        await hospital.RunAsync();
        var before = await hospital.DumpAsync();
        await using (var context = hospital.Open())
            (await context.Points.CountAsync(point => point.Calibration != null, Token)).ShouldBe(0, "no rule asks for it");

        await hospital.ChangeAsync(Definition);
        await hospital.RunAsync();
        await using (var context = hospital.Open())
        {
            (await context.Points.CountAsync(point => point.Calibration == null, Token)).ShouldBe(0, "also of past days");
            (await VerdictReader.OnDayAsync(context, hospital.ModelId, Newest, Token))[("slope", SubgroupKey.Of("race", "B"))].Verdict.ShouldBe(Verdict.Below);
            (await VerdictReader.OnDayAsync(context, hospital.ModelId, Newest.AddDays(-1), Token)).Keys.ShouldNotContain(key => key.Rule == "slope");
        }

        await hospital.ChangeAsync(Hospital.Definition);
        await hospital.RunAsync();
        Points(await hospital.DumpAsync()).ShouldBe(Points(before));
    }

    private static DateOnly Newest => Hospital.FirstDay.AddDays(Days - 1);

    private static DateOnly Worse => Hospital.FirstDay.AddDays(20);

    /// <summary>Risks are right, until those of race B are told three times too extreme on the scale of log odds.</summary>
    private static List<ScoredEncounter> Rows()
    {
        var random = new Random(5);
        return
        [
            .. Hospital.Rows(Days).Select(row =>
            {
                var logit = (random.NextDouble() * 5) - 3;
                var outcome = random.NextDouble() < Share(logit) ? (byte)1 : (byte)0;
                var extreme = row.Values[0] == "B" && row.Time!.Value.Day >= Worse;
                return row with { Score = Math.Round(Share(extreme ? 3 * logit : logit), 4), Outcome = row.Outcome is null ? null : outcome };
            }),
        ];
    }

    private static double Share(double logit) => 1 / (1 + Math.Exp(-logit));

    private static async Task<EncounterFrame> FrameAsync(StoredHospital hospital)
    {
        var range = WindowRange.Of(Definition, 14, Newest);
        return EncounterFrame.Of(Definition, await new EncounterDayReader(hospital.Contexts).ReadAsync(hospital.ModelId, range.Mature, Token));
    }

    /// <summary>By the plain constructor, which sorts; rows stand in patient order in a frame.</summary>
    private static ScoredOutcomes Outcomes(EncounterFrame frame, SubgroupKey key)
    {
        int[] rows = [.. Enumerable.Range(0, frame.Rows).Where(row => frame.Outcome[row] != EncounterColumns.OutcomeUnknown && key.Parts.All(part => Belongs(frame, row, part)))];
        int[] starts = [.. Enumerable.Range(0, rows.Length).Where(row => row == 0 || frame.Cluster[rows[row]] != frame.Cluster[rows[row - 1]])];
        return ScoredOutcomes.Of([.. rows.Select(row => frame.Score[row])], [.. rows.Select(row => frame.Outcome[row])], starts);
    }

    private static bool Belongs(EncounterFrame frame, int row, KeyValuePair<string, string> part)
    {
        var dimension = Definition.Dimensions.Select(known => known.Column).ToList().IndexOf(part.Key);
        return frame.Values[dimension][frame.Codes[dimension][row]] == part.Value;
    }

    private static string[] Points(string dump) => [.. dump.Split('\n').Where(line => line.StartsWith("point", StringComparison.Ordinal))];
}
