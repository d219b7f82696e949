using System.Globalization;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Statistics;

namespace EquityMonitor.Tests;

/// <summary>
/// A model with encounters from April to 20 June 2026, 40 a day, and what was judged in May. In May four patients have no recorded race, so they are a small cell, and the 137
/// of race C have to go with them; all but three of site East have a known outcome, so its volume is left out, and that of the next smallest site with it.
/// </summary>
internal static class SummaryHospital
{
    public const string Key = "small";
    public const int PerDay = 40;
    public static readonly DateOnly From = new(2026, 4, 1);
    public static readonly DateOnly To = new(2026, 6, 20);
    public static readonly DateOnly May = new(2026, 5, 1);
    public static readonly DateOnly MayEnd = new(2026, 5, 31);

    /// <summary>Noon of the day after the last encounters.</summary>
    public static readonly DateTimeOffset Now = new(2026, 6, 21, 12, 0, 0, TimeSpan.Zero);

    public static ModelDefinition Definition { get; } = new()
    {
        Key = Key,
        Name = "Small model",
        Version = "1",
        Score = new ScoreDefinition("score", ScoreKind.Probability, 0, 1),
        Threshold = 0.5,
        Outcome = new OutcomeDefinition("outcome", 5),
        Time = new TimeDefinition("scored_at", TimeZoneInfo.Utc, TimeKind.Utc),
        Encounter = "encounter_id",
        Source = new SourceDefinition("sqlite", "Hospital", "SELECT * FROM scored WHERE scored_at >= @from AND scored_at < @to"),
        Dimensions = [new DimensionDefinition("race", "Race", [], []), new DimensionDefinition("sex", "Sex", [], []), new DimensionDefinition("site", "Site", [], [])],
        Windows = [28],
        Baseline = new DateRange(From, From.AddDays(13)),
        AlertsFrom = From,
        Rules =
        [
            new RuleDefinition
            {
                Key = "sens-floor",
                Name = "Sensitivity floor",
                Metric = Metric.Sensitivity,
                Limit = new Limit.Floor(0.5),
                Better = BetterDirection.Higher,
                Window = 28,
                Minimum = 10,
            },
            new RuleDefinition
            {
                Key = "known",
                Name = "Outcomes recorded",
                Metric = Metric.OutcomeKnownRate,
                Limit = new Limit.Floor(0.9),
                Better = BetterDirection.Higher,
                Window = 28,
                Minimum = 10,
            },
        ],
    };

    /// <summary>Every encounter; each follows from its number alone.</summary>
    public static IReadOnlyList<ScoredEncounter> Rows { get; } = [.. Enumerable.Range(0, (To.DayNumber - From.DayNumber + 1) * PerDay).Select(Row)];

    public static IEnumerable<ScoredEncounter> InMay => Rows.Where(row => row.Time!.Value.Day >= May && row.Time.Value.Day <= MayEnd);

    /// <summary>Registers the model, stores its days, and what was judged, opened, refused and held.</summary>
    /// <returns>Its number.</returns>
    public static async Task<int> FillAsync(MonitorDbContext context, CancellationToken cancellationToken, ConfidenceLevel? level = null)
    {
        var stated = Definition with { Confidence = level ?? ConfidenceLevel.Default };
        var model = new Model
        {
            Key = Key,
            Name = Definition.Name,
            DefinitionYaml = ModelDefinitionYaml.Write(stated),
            DefinitionHash = ModelDefinitionHash.Of(stated),
            Revision = 3,
            AlertsFrom = From,
            RegisteredAt = DateTime.UnixEpoch,
        };
        context.Models.Add(model);
        await context.SaveChangesAsync(cancellationToken);
        context.DefinitionRevisions.Add(new DefinitionRevision
        {
            ModelId = model.Id,
            Revision = 3,
            Yaml = model.DefinitionYaml,
            Hash = model.DefinitionHash,
            AppliedAt = Utc(2026, 3, 30, 9),
            AppliedBy = "test",
            Effect = "",
        });
        PutDays(context, model.Id, Definition, Rows);
        await context.SaveChangesAsync(cancellationToken);
        await JudgeAsync(context, model.Id, cancellationToken);
        context.QuarantineCounts.Add(new QuarantineCount { ModelId = model.Id, Day = May.AddDays(2), Reason = nameof(RejectionReason.ScoreMissing), Field = "score", Rows = 3, PulledAt = Now.UtcDateTime });
        context.QuarantineCounts.Add(new QuarantineCount { ModelId = model.Id, Day = May.AddDays(4), Reason = nameof(RejectionReason.ScoreMissing), Field = "score", Rows = 2, PulledAt = Now.UtcDateTime });
        context.QuarantineCounts.Add(new QuarantineCount { ModelId = model.Id, Day = To, Reason = nameof(RejectionReason.Duplicate), Field = "encounter_id", Rows = 9, PulledAt = Now.UtcDateTime });
        context.PendingDays.Add(new PendingDay { ModelId = model.Id, Day = May.AddDays(8), Since = Utc(2026, 5, 10, 2), Hold = HoldReason.RowsLost, Rows = 12 });
        context.PendingDays.Add(new PendingDay { ModelId = model.Id, Day = May.AddDays(9), Since = Utc(2026, 5, 10, 2) });
        await context.SaveChangesAsync(cancellationToken);
        return model.Id;
    }

    public static void PutDays(MonitorDbContext context, int modelId, ModelDefinition definition, IEnumerable<ScoredEncounter> rows)
    {
        var hasher = new IdentifierHasher(new byte[32]);
        foreach (var day in rows.GroupBy(row => row.Time!.Value.Day))
        {
            var columns = DayBuilder.Build(definition, day, hasher);
            context.EncounterDays.Add(new EncounterDay
            {
                ModelId = modelId,
                Day = day.Key,
                ContentHash = ContentHash.Of(columns),
                KeyId = "k",
                Rows = columns.Rows,
                KnownOutcomes = day.Count(row => row.Outcome is not null),
                Revision = 3,
                PulledAt = Now.UtcDateTime,
            });
            context.EncounterDayContents.Add(new EncounterDayContent { ModelId = modelId, Day = day.Key, Arrow = EncounterDayCodec.Encode(columns) });
        }
    }

    public static DateTime Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, DateTimeKind.Utc);

    private static ScoredEncounter Row(int number)
    {
        var day = From.AddDays(number / PerDay);
        var within = day.Month == 5 ? number - ((May.DayNumber - From.DayNumber) * PerDay) : -1;
        var (race, site) = (RaceOf(within, number), SiteOf(number));
        var isPositive = number * 37 % 100 < 30;
        var isFlagged = (number * 53 % 100 < (isPositive ? race == "B" ? 40 : 70 : 20)) ^ (number % 41 == 0);
        var isUnknown = within >= 0 && site == "East" ? within is 2 or 302 or 602 : number % 20 == 3 && site != "East";
        return new ScoredEncounter
        {
            Time = new EncounterTime(day, day.ToDateTime(new TimeOnly(8, 0)).Ticks + number),
            Encounter = string.Create(CultureInfo.InvariantCulture, $"e{number}"),
            Score = Math.Round((isFlagged ? 0.55 : 0.05) + (number * 29 % 40 / 100.0), 2),
            Outcome = isUnknown ? null : isPositive ? (byte)1 : (byte)0,
            Values = [race, number / 7 % 2 == 0 ? "Female" : "Male", site],
        };
    }

    private static string RaceOf(int within, int number) => within switch
    {
        17 or 317 or 617 or 917 => DimensionDefinition.Unknown,
        >= 0 and < 1240 when within % 9 == 4 && within / 9 < 137 => "C",
        _ => number % 9 == 4 ? "A" : number % 3 == 0 ? "B" : "A",
    };

    private static string SiteOf(int number) => (number % 10) switch
    {
        2 => "East",
        0 or 1 or 3 => "North",
        _ => "South",
    };

    private static async Task JudgeAsync(MonitorDbContext context, int modelId, CancellationToken cancellationToken)
    {
        var keys = new Dictionary<string, SubgroupKey>(StringComparer.Ordinal)
        {
            ["All"] = SubgroupKey.All,
            ["A"] = SubgroupKey.Of("race", "A"),
            ["B"] = SubgroupKey.Of("race", "B"),
            ["C"] = SubgroupKey.Of("race", "C"),
            ["Female"] = SubgroupKey.Of("sex", "Female"),
            ["B Female"] = SubgroupKey.Of([new("race", "B"), new("sex", "Female")]),
            ["A Male"] = SubgroupKey.Of([new("race", "A"), new("sex", "Male")]),
        };
        var numbers = keys.ToDictionary(entry => entry.Key, entry => new Subgroup { ModelId = modelId, Key = entry.Value.ToString(), Order = entry.Value.Order });
        context.Subgroups.AddRange(numbers.Values);
        await context.SaveChangesAsync(cancellationToken);
        void Spell(string subgroup, string rule, Verdict verdict, DateOnly from, DateOnly? to) => context.VerdictSpells.Add(
            new VerdictSpell { ModelId = modelId, RuleKey = rule, SubgroupId = numbers[subgroup].Id, Verdict = verdict, From = from, To = to, Revision = 3 });
        Spell("All", "sens-floor", Verdict.Meets, From, null);
        Spell("A", "sens-floor", Verdict.Meets, From, null);
        Spell("B", "sens-floor", Verdict.Meets, From, May.AddDays(8));
        Spell("B", "sens-floor", Verdict.Below, May.AddDays(9), null);
        Spell("C", "sens-floor", Verdict.Watch, May.AddDays(20), null);
        Spell("Female", "sens-floor", Verdict.Watch, May.AddDays(2), May.AddDays(11));
        Spell("Female", "sens-floor", Verdict.Meets, May.AddDays(12), null);
        Spell("B Female", "sens-floor", Verdict.Watch, May.AddDays(4), May.AddDays(10));
        Spell("A Male", "sens-floor", Verdict.Watch, new DateOnly(2026, 6, 3), null);
        Spell("All", "known", Verdict.Meets, From, null);
        context.JudgeStates.Add(new JudgeState { ModelId = modelId, JudgedThrough = To, Fingerprint = 1, Revision = 3 });

        // Acknowledged in May and open since; closed in May; opened in May, acknowledged in June; opened in June.
        context.Alerts.AddRange(
            Alert(modelId, numbers["B"].Id, May.AddDays(9), Evidence(0.41234, 90, 40), Utc(2026, 5, 12, 2), null),
            Alert(modelId, numbers["Female"].Id, From.AddDays(9), Evidence(0.37373, 7, 12), null, (Utc(2026, 5, 15, 10), AlertState.Resolved)),
            Alert(modelId, numbers["C"].Id, May.AddDays(20), Evidence(0.45678, 60, 50), Utc(2026, 6, 2, 9), (Utc(2026, 6, 3, 9), AlertState.Dismissed)),
            Alert(modelId, numbers["A"].Id, new DateOnly(2026, 6, 2), Evidence(0.4, 60, 40), null, null));
        var asOf = MayEnd;
        foreach (var day in new[] { asOf.AddDays(-1), asOf, To })
        {
            context.PointSets.Add(new PointSet
            {
                ModelId = modelId,
                Window = 28,
                AsOf = day,
                ScoredFrom = day.AddDays(-27),
                ScoredTo = day,
                MatureFrom = day.AddDays(-32),
                MatureTo = day.AddDays(-5),
                DaysPresent = 28,
                DaysHeld = 0,
                Fingerprint = day.DayNumber,
            });
            foreach (var (name, psi) in new[] { ("All", 0.02), ("A", 0.16), ("B", 0.31), ("C", 0.77777) })
                context.Points.Add(Point(modelId, numbers[name].Id, day, day == asOf ? psi : 0.99));
        }
    }

    /// <summary>An alert of a combination whose evidence reaches back before the day it was opened for.</summary>
    public static Alert FoundLater(int modelId, int subgroup, DateOnly openedFor, DateOnly raisedOn, DateOnly onset)
    {
        var evidence = Evidence(0.31, 90, 40);
        evidence.Alarm = new AlarmEvidence { RaisedOn = raisedOn, Day = raisedOn.AddDays(-5), Onset = onset, LogEvidence = 7, BudgetDays = 365 };
        return Alert(modelId, subgroup, openedFor, evidence, null, null);
    }

    private static EvaluationPoint Point(int modelId, int subgroup, DateOnly day, double psi) => new()
    {
        ModelId = modelId,
        SubgroupId = subgroup,
        Window = 28,
        AsOf = day,
        Fingerprint = day.DayNumber,
        Scored = 900,
        Flagged = 300,
        Mature = 900,
        TruePositives = 100,
        FalsePositives = 200,
        FalseNegatives = 100,
        TrueNegatives = 500,
        Psi = psi,
        PsiBins = 10,
        BaselineScored = 500,
        Ks = psi / 2,
        KsPValue = 0.04,
    };

    private static AlertEvidence Evidence(double value, long truePositives, long falsePositives) => new()
    {
        Metric = "sensitivity",
        Limit = "at least 50 %",
        Value = value,
        Low = value - 0.061,
        High = value + 0.062,
        Denominator = 250,
        AdjustedPValue = 0.001,
        Family = 9,
        Patients = null,
        Scored = 800,
        TruePositives = truePositives,
        FalsePositives = falsePositives,
        FalseNegatives = 160,
        TrueNegatives = 400,
        ScoredFrom = From,
        ScoredTo = May,
        MatureFrom = From,
        MatureTo = May,
        Window = 28,
    };

    private static Alert Alert(int modelId, int subgroup, DateOnly openedFor, AlertEvidence evidence, DateTime? acknowledgedAt, (DateTime At, AlertState As)? closed) => new()
    {
        ModelId = modelId,
        RuleKey = "sens-floor",
        RuleName = "Sensitivity floor",
        Severity = Severity.High,
        Revision = 3,
        SubgroupId = subgroup,
        State = closed?.As ?? (acknowledgedAt is null ? AlertState.Open : AlertState.Acknowledged),
        OpenedFor = openedFor,
        OpenedAt = openedFor.AddDays(1).ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc),
        AcknowledgedAt = acknowledgedAt,
        AcknowledgedBy = acknowledgedAt is null ? null : "Dr Quality",
        ClosedAt = closed?.At,
        Evidence = evidence,
    };
}
