using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Evidence;

public sealed class FormStreamsTests
{
    private static readonly RuleDefinition Floor = new()
    {
        Key = "sens-floor",
        Name = "Sensitivity floor",
        Metric = Metric.Sensitivity,
        Limit = new Limit.Floor(0.5),
        Better = BetterDirection.Higher,
        Window = 14,
        Evidence = RuleEvidence.PeekSafe,
    };

    [Fact]
    public void Step_NewSubgroup_IsKnownOnItsFirstDayAndStepsFromTheNext()
    {
        var steps = new List<(string Subgroup, int Day)>();
        var streams = Recording(Floor, steps);

        streams.Step(Frozen.Day(0, 0, "", [.. Frozen.Rows("A", 1, 2)]), []);
        streams.Count.ShouldBe(2);
        streams.Step(Frozen.Day(1, 2, "", [.. Frozen.Rows("A", 1, 2), .. Frozen.Rows("B", 1, 2)]), []);
        streams.Step(Frozen.Day(2, 3, "", [.. Frozen.Rows("B", 1, 2)]), []);

        streams.Count.ShouldBe(3);
        steps.ShouldBe([("", 1), ("group=A", 1), ("", 2), ("group=B", 2)]);
    }

    [Fact]
    public void Step_DimensionThatMeansSomethingElse_EndsItsStreamsAndNoOther()
    {
        var streams = new FormStreams(Frozen.Form(Floor));
        for (var day = 0; day < 60; day++)
            streams.Step(Frozen.Day(day, Math.Max(1, 2 * day), "bands of old", [.. Frozen.Rows("A", 0, 2)]), []);
        streams.Streams.ShouldAllBe(stream => stream.Alarm != null);

        var changes = new List<AlarmChange>();
        streams.Step(Frozen.Day(60, 2, "other bands", [.. Frozen.Rows("A", 0, 2)]), changes);

        changes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            change => change.Kind.ShouldBe(AlarmChangeKind.Ended), change => change.Subgroup.ShouldBe(SubgroupKey.Of("group", "A")));
        streams.Streams.Single(stream => stream.Key.Order == 1).Alarm.ShouldBeNull();
        streams.Streams.Single(stream => stream.Key.Order == 0).Alarm.ShouldNotBeNull();
    }

    [Fact]
    public void Step_DepartureAfterGoodDays_TellsItsFirstDayAsOnset()
    {
        var changes = new List<AlarmChange>();
        var streams = new FormStreams(Frozen.Form(Floor));
        for (var day = 0; day < 120; day++)
            streams.Step(Frozen.Day(day, 2, "", [.. Frozen.Rows("A", day < 60 ? 3 : 0, 3)]), changes);

        var raised = changes.First(change => change.Subgroup.Order == 1);
        raised.Alarm.Onset.ShouldBe(Frozen.First.AddDays(60));
        raised.Alarm.Day.ShouldBeGreaterThan(raised.Alarm.Onset);
        raised.AsOf.ShouldBe(raised.Alarm.Day.AddDays(5));
    }

    [Fact]
    public void Step_DayBeforeTheAlarmThatWasHeld_SaysNothingOfRecovery()
    {
        var steps = new List<(string Subgroup, int Day)>();
        var streams = Recording(Floor, steps);
        for (var day = 10; day < 60; day++)
            streams.Step(Frozen.Day(day, 2, "", [.. Frozen.Rows("A", 0, 3)]), []);
        streams.Streams.ShouldAllBe(stream => stream.Alarm != null);
        var before = steps.Count;

        streams.Step(Frozen.Day(5, 2, "", [.. Frozen.Rows("A", 3, 3)]), []);
        steps.Count.ShouldBe(before);
        streams.Step(Frozen.Day(60, 2, "", [.. Frozen.Rows("A", 3, 3)]), []);
        steps.Count.ShouldBe(before + 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Step_AurocAndDayBeforeTheAlarmThatWasHeld_EntersNoBlockOfRecovery(bool compares)
    {
        var rule = Floor with { Metric = Metric.Auroc, Limit = compares ? new Limit.Gap(0.1) : new Limit.Floor(0.8), Against = compares ? new Reference.Complement() : null };
        var bets = new List<(int Day, EvidencePhase Phase, BetCounts Counts, double LogEvidence)>();
        var streams = new FormStreams(Frozen.Form(rule, budget: 20))
        {
            Only = SubgroupKey.Of("group", "A"),
            Taken = (_, day, phase, logEvidence, counts, _) => bets.Add((day.Day.DayNumber - Frozen.First.DayNumber, phase, counts, logEvidence)),
        };
        var alarm = 10;
        for (; streams.Streams.All(stream => stream.Alarm is null); alarm++)
            streams.Step(Frozen.Day(alarm, 1, "", [.. Ranked("A", 8, 0.9, 0.1), .. Ranked("B", 20, 0.1, 0.9)]), []);
        bets.Clear();

        // Half a block, then a day of before the alarm with everything that recovery could wish for, then the other half.
        streams.Step(Frozen.Day(alarm, 1, "", [.. Ranked("A", 3, 0.1, 0.9), .. Ranked("B", 20, 0.1, 0.9)]), []);
        streams.Step(Frozen.Day(5, 1, "", [.. Ranked("A", 50, 0.1, 0.9), .. Ranked("B", 20, 0.1, 0.9)]), []);
        bets.ShouldBeEmpty();
        streams.Step(Frozen.Day(alarm + 1, 1, "", [.. Ranked("A", 3, 0.1, 0.9), .. Ranked("B", 20, 0.1, 0.9)]), []);

        var (day, phase, counts, _) = bets.ShouldHaveSingleItem();
        day.ShouldBe(alarm + 1);
        phase.ShouldBe(EvidencePhase.Recovering);
        counts.Trials.ShouldBe(12, "6 of each class, of the two days after the alarm");
        counts.ReferenceTrials.ShouldBe(compares ? 24 : null, "twice as many of each class, spread over the same two days");
    }

    [Fact]
    public void Reset_AurocAlarm_GivesUpThePoolOfItsRecovery()
    {
        var rule = Floor with { Metric = Metric.Auroc, Limit = new Limit.Floor(0.8) };
        var trials = new List<int>();
        var group = SubgroupKey.Of("group", "A");
        var streams = new FormStreams(Frozen.Form(rule, budget: 20)) { Only = group, Taken = (_, _, _, _, counts, _) => trials.Add(counts.Trials) };
        var day = 0;
        for (; streams.Streams.All(stream => stream.Alarm is null); day++)
            streams.Step(Frozen.Day(day, 1, "", [.. Ranked("A", 8, 0.9, 0.1)]), []);
        streams.Step(Frozen.Day(day, 1, "", [.. Ranked("A", 3, 0.1, 0.9)]), []);
        trials.Clear();

        streams.Reset(group, Frozen.First.AddDays(day + 1), []);
        streams.Step(Frozen.Day(day + 1, 1, "", [.. Ranked("A", 3, 0.1, 0.9)]), []);
        trials.ShouldBeEmpty();
        streams.Step(Frozen.Day(day + 2, 1, "", [.. Ranked("A", 2, 0.1, 0.9)]), []);

        trials.ShouldBe([10]);
    }

    [Fact]
    public void Reset_OpenAlarm_BeginsAnew()
    {
        var changes = new List<AlarmChange>();
        var streams = new FormStreams(Frozen.Form(Floor));
        var day = 0;
        while (!changes.Exists(change => change.Subgroup.Order == 1))
            streams.Step(Frozen.Day(day++, 2, "", [.. Frozen.Rows("A", 0, 3)]), changes);

        streams.Reset(SubgroupKey.Of("group", "A"), Frozen.First.AddDays(day), changes);

        changes[^1].Kind.ShouldBe(AlarmChangeKind.ClosedByPerson);
        var stream = streams.Streams.Single(stream => stream.Key.Order == 1);
        stream.Alarm.ShouldBeNull();
        stream.LogEvidence.ShouldBe(double.NegativeInfinity);
    }

    [Fact]
    public void Codec_StreamsInEveryState_GoOnToTheBit()
    {
        var auroc = Floor with { Key = "auroc", Metric = Metric.Auroc, Limit = new Limit.Gap(0.1), Against = new Reference.Complement() };
        foreach (var rule in new[] { Floor, auroc, Floor with { Metric = Metric.Prevalence, Limit = new Limit.Band(0.3, 0.6), Better = BetterDirection.Target } })
        {
            var random = new Random(7);
            var days = Enumerable.Range(0, 200).Select(day => Frozen.Day(day, 5, "", [.. Mixed(random, day)])).ToList();
            var whole = new FormStreams(Frozen.Form(rule));
            var half = new FormStreams(Frozen.Form(rule));
            foreach (var day in days)
                whole.Step(day, []);
            foreach (var day in days.Take(97))
                half.Step(day, []);
            var rest = new FormStreams(Frozen.Form(rule));
            var next = StreamsCodec.Decode(StreamsCodec.Encode(half), rest);
            rest.Auroc?.Restore(next, days[..97]);
            foreach (var day in days.Skip(97))
                rest.Step(day, []);

            whole.Streams.ShouldContain(stream => stream.Watching.Steps > 10);
            StreamsCodec.Encode(rest).ShouldBe(StreamsCodec.Encode(whole));
        }
    }

    private static IEnumerable<(string Group, bool Success, double Score)> Mixed(Random random, int day)
    {
        foreach (var (group, most) in new[] { ("A", 12), ("B", 3), ("C", 30) })
        {
            for (var row = random.Next(most); row > 0; row--)
                yield return (group, random.NextDouble() < (group == "A" && day > 60 ? 0.15 : 0.6), Math.Round(random.NextDouble(), 2));
        }
    }

    /// <summary>So many negatives with one score and positives with another.</summary>
    private static IEnumerable<(string Group, bool Success, double Score)> Ranked(string group, int ofEach, double negatives, double positives) =>
        Enumerable.Range(0, 2 * ofEach).Select(row => (group, row % 2 == 0, row % 2 == 0 ? positives : negatives));

    private static FormStreams Recording(RuleDefinition rule, List<(string Subgroup, int Day)> steps) => new(Frozen.Form(rule))
    {
        Taken = (stream, day, _, _, _, _) => steps.Add((stream.Key.ToString(), day.Day.DayNumber - Frozen.First.DayNumber)),
    };
}
