using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Tests.Features;

/// <summary>One model with stored results: Spanish speakers are below the sensitivity floor on every day but one that is missing.</summary>
internal static class Seed
{
    public static readonly DateOnly Newest = new(2026, 9, 3);
    public static readonly DateOnly Missing = new(2026, 8, 20);
    public static readonly DateTime Now = new(2026, 9, 4, 7, 0, 0, DateTimeKind.Utc);

    /// <param name="more">Further lines of the definition.</param>
    /// <returns>Number of the open alert.</returns>
    public static int Fill(IDbContextFactory<MonitorDbContext> files, int days = 120, long falseNegatives = 124, string? more = null)
    {
        using var context = files.CreateDbContext();
        var yaml = $"{ExampleDefinition.Yaml}\n{more}";
        var definition = ModelDefinitionYaml.Parse(yaml, "example.yaml", DefinitionUse.Monitoring).Definition!;
        var model = new Model
        {
            Key = definition.Key,
            Name = definition.Name,
            DefinitionYaml = more is null ? ExampleDefinition.Yaml : yaml,
            DefinitionHash = "h1",
            Revision = 1,
            AlertsFrom = Newest.AddDays(-60),
            RegisteredAt = Now,
        };
        context.Models.Add(model);
        context.SaveChanges();
        var all = Subgroup(context, model.Id, SubgroupKey.All);
        var spanish = Subgroup(context, model.Id, SubgroupKey.Of("language", "Spanish"));
        var english = Subgroup(context, model.Id, SubgroupKey.Of("language", "English"));
        foreach (var day in Enumerable.Range(0, days).Select(back => Newest.AddDays(-back)).Where(day => day != Missing))
        {
            context.PointSets.Add(new PointSet
            {
                ModelId = model.Id,
                Window = 90,
                AsOf = day,
                ScoredFrom = day.AddDays(-89),
                ScoredTo = day,
                MatureFrom = day.AddDays(-119),
                MatureTo = day.AddDays(-30),
                DaysPresent = 90,
                DaysHeld = 2,
                Fingerprint = day.DayNumber,
            });
            context.Points.AddRange(
                Point(model.Id, all, day, 700, 300 + falseNegatives, 5000, 1800),
                Point(model.Id, spanish, day, 90, falseNegatives, 400, 412),
                Point(model.Id, english, day, 610, 300, 4600, 1388));
        }

        context.VerdictSpells.AddRange(
            Spell(model.Id, "sens-floor", all, Verdict.Meets),
            Spell(model.Id, "sens-floor", spanish, Verdict.Below),
            Spell(model.Id, "sens-floor", english, Verdict.Meets),
            Spell(model.Id, "auroc-gap", spanish, Verdict.InsufficientData));
        context.JudgeStates.Add(new JudgeState { ModelId = model.Id, JudgedThrough = Newest, Fingerprint = 1, Revision = 1 });
        context.PullStates.Add(new PullState { ModelId = model.Id, SucceededAt = Now.AddHours(-5) });
        context.PendingDays.Add(new PendingDay { ModelId = model.Id, Day = Newest.AddDays(-3), Since = Now, Hold = HoldReason.RowsLost });
        var alert = Alert(model.Id, spanish, falseNegatives);
        context.Alerts.Add(alert);
        context.SaveChanges();
        return alert.Id;
    }

    private static int Subgroup(MonitorDbContext context, int modelId, SubgroupKey key)
    {
        var subgroup = new Subgroup { ModelId = modelId, Key = key.ToString(), Order = key.Order };
        context.Subgroups.Add(subgroup);
        context.SaveChanges();
        return subgroup.Id;
    }

    private static EvaluationPoint Point(int modelId, int subgroup, DateOnly day, long truePositives, long falseNegatives, long trueNegatives, long patients) => new()
    {
        ModelId = modelId,
        SubgroupId = subgroup,
        Window = 90,
        AsOf = day,
        Fingerprint = day.DayNumber,
        TruePositives = truePositives,
        FalseNegatives = falseNegatives,
        TrueNegatives = trueNegatives,
        FalsePositives = 200,
        Mature = truePositives + falseNegatives + trueNegatives + 200,
        Scored = truePositives + falseNegatives + trueNegatives + 200,
        Flagged = truePositives + 200,
        Patients = patients,
        Auroc = 0.8,
        AurocVariance = 0.0001,
        ComplementAuroc = 0.81,
        ComplementAurocVariance = 0.0001,
    };

    private static VerdictSpell Spell(int modelId, string rule, int subgroup, Verdict verdict) =>
        new() { ModelId = modelId, RuleKey = rule, SubgroupId = subgroup, Verdict = verdict, From = Newest.AddDays(-40), Revision = 1 };

    private static Alert Alert(int modelId, int subgroup, long falseNegatives)
    {
        var alert = new Alert
        {
            ModelId = modelId,
            RuleKey = "sens-floor",
            RuleName = "Sensitivity floor",
            Severity = Severity.High,
            Revision = 1,
            SubgroupId = subgroup,
            State = AlertState.Open,
            OpenedFor = Newest.AddDays(-40),
            OpenedAt = Now.AddDays(-40),
            Evidence = new AlertEvidence
            {
                Metric = "sensitivity",
                Limit = "at least 55 %",
                Value = 0.42,
                Low = 0.355,
                High = 0.488,
                Denominator = 90 + falseNegatives,
                AdjustedPValue = 0.001,
                Family = 12,
                Patients = 412,
                Scored = 814,
                TruePositives = 90,
                FalsePositives = 200,
                FalseNegatives = falseNegatives,
                TrueNegatives = 400,
                ScoredFrom = Newest.AddDays(-129),
                ScoredTo = Newest.AddDays(-40),
                MatureFrom = Newest.AddDays(-159),
                MatureTo = Newest.AddDays(-70),
                Window = 90,
            },
        };
        alert.Actions.Add(new AlertAction { At = alert.OpenedAt, Who = "EquityMonitor", Kind = AlertActionKind.Opened });
        return alert;
    }
}
