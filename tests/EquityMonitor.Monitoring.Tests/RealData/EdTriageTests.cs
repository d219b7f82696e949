using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.RealData;

/// <summary>
/// Six years of real emergency visits, from the file to the verdict. The day of the month of a visit is set to the first such weekday, so that every month has seven days
/// with visits and the others are empty.
/// </summary>
public sealed class EdTriageTests(EdTriageRun run, ITestOutputHelper output) : IClassFixture<EdTriageRun>
{
    private const int Scored = 85230;
    private static readonly DateOnly First = new(2016, 1, 1);
    private static readonly DateOnly Newest = new(2021, 12, 7);

    /// <summary>The ninety days begin after the seventh of February, so that they hold the visits of March, April and May.</summary>
    private static readonly DateOnly Spring2019 = new(2019, 5, 8);

    private static readonly DateOnly Spring2020 = new(2020, 5, 7);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pull_SixYears_HasEveryDayAndEveryScoredVisitAndHoldsNone()
    {
        var content = await run.RequireAsync();
        output.WriteLine(content.Durations);
        await using var context = content.Host.OpenContext();
        var days = await context.EncounterDays.OrderBy(day => day.Day).ToListAsync(Cancellation);

        content.Visits.Count(visit => visit.Score is not null).ShouldBe(Scored);
        days[0].Day.ShouldBe(First);
        days.Count.ShouldBe(days[^1].Day.DayNumber - First.DayNumber + 1);
        days.Sum(day => day.Rows).ShouldBe(Scored);
        days.Sum(day => day.KnownOutcomes).ShouldBe(Scored);
        days.Where(day => day.Rows > 0).ToDictionary(day => day.Day, day => day.Rows)
            .ShouldBe(content.Visits.Where(visit => visit.Score is not null).CountBy(visit => visit.Day).OrderBy(day => day.Key).ToDictionary());
        days.Count(day => day.Rows > 0).ShouldBe(72 * 7);
        (await context.PendingDays.AnyAsync(Cancellation)).ShouldBeFalse();
        (await context.QuarantineCounts.AnyAsync(Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Evaluate_WithEmptyDays_ReachesFromTheFirstFullWindowToTheLastDayWithVisits()
    {
        var content = await run.RequireAsync();
        await using var context = content.Host.OpenContext();
        foreach (var window in (int[])[90, 365])
        {
            var sets = await context.PointSets.Where(set => set.Window == window).OrderBy(set => set.AsOf).ToListAsync(Cancellation);
            sets.Select(set => set.AsOf).ShouldBe(Enumerable.Range(0, Newest.DayNumber - First.DayNumber + 2 - window).Select(offset => First.AddDays(window - 1 + offset)));
            sets.ShouldAllBe(set => set.MatureTo == set.AsOf && set.MatureFrom == set.AsOf.AddDays(1 - window) && set.ScoredFrom == set.MatureFrom && set.ScoredTo == set.MatureTo);
            sets.ShouldAllBe(set => set.DaysPresent == window && set.DaysHeld == 0);
            sets.Count(set => set.PairsFingerprint is not null).ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(365, 2016, 12, 30)]
    [InlineData(90, 2018, 2, 20)]
    [InlineData(365, 2019, 12, 31)]
    [InlineData(90, 2020, 5, 7)]
    [InlineData(365, 2021, 12, 7)]
    public async Task Points_OfAWindow_EqualPlainCountingForEverySubgroup(int window, int year, int month, int day)
    {
        var content = await run.RequireAsync();
        var asOf = new DateOnly(year, month, day);
        var visits = content.Visits.Where(visit => visit.Score is not null && visit.Day > asOf.AddDays(-window) && visit.Day <= asOf).ToList();
        var points = await PointsAsync(content, window, asOf);

        points.Where(point => point.Key.Order == 1).Select(point => point.Key).ShouldBe(
            visits.SelectMany(visit => visit.Values).Distinct().Select(part => SubgroupKey.Of(part.Key, part.Value)), ignoreOrder: true);
        points.Count(point => point.Key.Order == 2).ShouldBe(
            asOf == Newest ? visits.SelectMany(visit => Pairs(visit.Values)).Distinct().Count() : points.Count(point => point.Key.Order == 2));
        foreach (var (key, point) in points)
        {
            var own = visits.Where(visit => key.Parts.All(part => visit.Values[part.Key] == part.Value)).ToList();
            var others = visits.Where(visit => !key.Parts.All(part => visit.Values[part.Key] == part.Value)).ToList();
            (point.Scored, point.Mature, point.Flagged).ShouldBe((own.Count, own.Count, own.Count(visit => visit.Flagged)), key.ToString());
            (point.TruePositives, point.FalsePositives, point.FalseNegatives, point.TrueNegatives).ShouldBe(
                (Count(own, true, true), Count(own, true, false), Count(own, false, true), Count(own, false, false)), key.ToString());
            Auroc(point.Auroc, own, key);
            Auroc(point.ComplementAuroc, others, key);
        }
    }

    [Fact]
    public async Task Points_InSpring2020_ShowTheShift()
    {
        var content = await run.RequireAsync();
        var before = (await PointsAsync(content, 90, Spring2019)).Single(point => point.Key.Order == 0).Point;
        var shifted = (await PointsAsync(content, 90, Spring2020)).Single(point => point.Key.Order == 0).Point;
        foreach (var (asOf, point) in new[] { (Spring2019, before), (Spring2020, shifted) })
            output.WriteLine($"{asOf:O}: {point.Scored} visits, {point.Flagged} flagged, {point.TruePositives + point.FalseNegatives} critical, PSI {point.Psi:0.00000}, KS {point.Ks:0.0000} (p {point.KsPValue:0.0000})");

        // Fewer hospitals answered the survey, and each of them saw fewer patients. Twice the share of those is critical, while the scores hardly move: by PSI alone nobody would notice.
        (Hospitals(Spring2019), Hospitals(Spring2020)).ShouldBe((70, 47));
        (before.Scored, shifted.Scored).ShouldBe((4404, 2371));
        (before.Flagged, shifted.Flagged).ShouldBe((319, 153));
        (before.TruePositives + before.FalseNegatives, shifted.TruePositives + shifted.FalseNegatives).ShouldBe((71, 80));
        shifted.Psi!.Value.ShouldBeInRange(3 * before.Psi!.Value, 0.1);
        shifted.KsPValue!.Value.ShouldBeLessThan(0.05);
        before.KsPValue!.Value.ShouldBeGreaterThan(0.05);

        int Hospitals(DateOnly asOf) => content.Visits.Where(visit => visit.Day > asOf.AddDays(-90) && visit.Day <= asOf).Select(visit => visit.Hospital).Distinct().Count();
    }

    [Fact]
    public async Task Points_ScoreDriftInSpring2020_EqualsPlainDistributions()
    {
        var content = await run.RequireAsync();
        var point = (await PointsAsync(content, 90, Spring2020)).Single(point => point.Key.Order == 0).Point;
        var baseline = content.Visits.Where(visit => visit.Score is not null && visit.Day.Year <= 2017).Select(visit => visit.Score!.Value).Order().ToList();
        var current = content.Visits.Where(visit => visit.Score is not null && visit.Day > Spring2020.AddDays(-90) && visit.Day <= Spring2020).Select(visit => visit.Score!.Value).ToList();

        point.BaselineScored.ShouldBe(baseline.Count);
        var distance = Enumerable.Range(0, 16).Max(score => Math.Abs((double)baseline.Count(s => s <= score) / baseline.Count - (double)current.Count(s => s <= score) / current.Count));
        point.Ks!.Value.ShouldBe(distance, 1e-12);

        // Deciles by linear interpolation; equal ones are merged, a value equal to an edge falls in the upper bin.
        var edges = Enumerable.Range(1, 9).Select(decile => Quantile(baseline, decile / 10.0)).Distinct().ToList();
        int Bin(int score) => edges.Count(edge => edge <= score);
        var bins = baseline.Select(Bin).Distinct().ToList();
        var psi = bins.Sum(bin =>
        {
            var expected = (double)baseline.Count(score => Bin(score) == bin) / baseline.Count;
            var actual = (double)current.Count(score => Bin(score) == bin) / current.Count;
            return (actual - expected) * Math.Log(actual / expected);
        });
        point.PsiBins.ShouldBe(bins.Count);
        point.Psi!.Value.ShouldBe(psi, 1e-12);
    }

    [Fact]
    public async Task Spells_OfEveryRule_ExistAndFollowEachOtherWithoutAGap()
    {
        var content = await run.RequireAsync();
        await using var context = content.Host.OpenContext();
        var spells = await context.VerdictSpells.ToListAsync(Cancellation);

        spells.Select(spell => spell.RuleKey).Distinct().ShouldBe(["auroc-floor", "sens-gap", "flag-load"], ignoreOrder: true);
        spells.Select(spell => spell.Verdict).Distinct().ShouldBe(Enum.GetValues<Verdict>(), ignoreOrder: true);
        foreach (var own in spells.GroupBy(spell => (spell.RuleKey, spell.SubgroupId)))
        {
            var ordered = own.OrderBy(spell => spell.From).ToList();
            ordered[^1].To.ShouldBeNull();
            foreach (var (spell, next) in ordered.Zip(ordered.Skip(1)))
            {
                spell.To!.Value.ShouldBeGreaterThanOrEqualTo(spell.From);
                next.From.ShouldBe(spell.To.Value.AddDays(1));
                next.Verdict.ShouldNotBe(spell.Verdict);
            }
        }

        // The score takes the vital signs of adults for normal, so that over a tenth of the children are flagged.
        Lasting("flag-load", SubgroupKey.Of("age", "under 18"), Verdict.Below);
        Lasting("flag-load", SubgroupKey.All, Verdict.Meets);
        Lasting("auroc-floor", SubgroupKey.All, Verdict.Meets);
        Lasting("auroc-floor", SubgroupKey.Of("age", "under 18"), Verdict.InsufficientData);
        (await context.Alerts.AnyAsync(Cancellation)).ShouldBeFalse("as-of days before the import open no alert");

        void Lasting(string rule, SubgroupKey key, Verdict verdict)
        {
            var id = content.Subgroups.Single(subgroup => subgroup.Value.Equals(key)).Key;
            spells.Single(spell => spell.RuleKey == rule && spell.SubgroupId == id && spell.To is null).Verdict.ShouldBe(verdict, $"{rule} {key}");
        }
    }

    [Fact]
    public async Task Run_ANightWithoutNewVisits_AddsEmptyDaysAndNothingElse()
    {
        var content = await run.RequireAsync();
        var before = content.DumpOfTheFirstNight.Split('\n').ToHashSet(StringComparer.Ordinal);
        var after = content.DumpOfTheSecondNight.Split('\n').ToHashSet(StringComparer.Ordinal);

        before.Except(after).ShouldBeEmpty();
        after.Except(before).Count().ShouldBe(35);
        after.Except(before).ShouldAllBe(line => line.StartsWith("day|ed-triage|2022-", StringComparison.Ordinal));
    }

    private static async Task<List<(SubgroupKey Key, EvaluationPoint Point)>> PointsAsync(EdTriageRun.Content content, int window, DateOnly asOf)
    {
        await using var context = content.Host.OpenContext();
        var points = await context.Points.Where(point => point.Window == window && point.AsOf == asOf).ToListAsync(Cancellation);
        return [.. points.Select(point => (content.Subgroups[point.SubgroupId], point))];
    }

    private static void Auroc(double? actual, IReadOnlyCollection<EdVisit> visits, SubgroupKey key)
    {
        // The product asks for two of each class.
        if (visits.Count(visit => visit.Critical) < 2 || visits.Count(visit => !visit.Critical) < 2)
            actual.ShouldBeNull(key.ToString());
        else
            actual!.Value.ShouldBe(EdVisit.PlainAuroc(visits)!.Value, 1e-12, key.ToString());
    }

    private static int Count(IEnumerable<EdVisit> visits, bool flagged, bool critical) => visits.Count(visit => visit.Flagged == flagged && visit.Critical == critical);

    private static IEnumerable<string> Pairs(IReadOnlyDictionary<string, string> values) =>
        from one in values from two in values where string.CompareOrdinal(one.Key, two.Key) < 0 select SubgroupKey.Of([one, two]).ToString();

    private static double Quantile(List<int> ascending, double p)
    {
        var position = p * (ascending.Count - 1);
        var below = (int)position;
        return ascending[below] + ((position - below) * (ascending[Math.Min(below + 1, ascending.Count - 1)] - ascending[below]));
    }
}
