using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features.Alerts;

/// <summary>The model of <see cref="Seed"/> with what the pages of alerts show besides.</summary>
internal static class AlertSeed
{
    public static readonly DateTime CommittedAt = new(2026, 1, 5, 15, 0, 0, DateTimeKind.Utc);

    /// <returns>Number of the open alert.</returns>
    public static int Fill(MonitorFiles files, int days = 120, long falseNegatives = 124, string? yaml = null)
    {
        var alert = Seed.Fill(files, days, falseNegatives);
        using var context = files.CreateDbContext();
        var model = context.Models.Single();
        context.DefinitionRevisions.Add(new DefinitionRevision { ModelId = model.Id, Revision = 1, Yaml = yaml ?? ExampleDefinition.Yaml, Hash = "h1", AppliedAt = CommittedAt, AppliedBy = "Dr Committed", Effect = "" });
        context.SaveChanges();
        return alert;
    }

    /// <summary>Another alert of the same rule and group, for an earlier day.</summary>
    public static int Add(MonitorFiles files, AlertState state, int opened, string? by = null, DateTime? closedAt = null)
    {
        using var context = files.CreateDbContext();
        var first = context.Alerts.First();
        var alert = new Alert
        {
            ModelId = first.ModelId,
            RuleKey = first.RuleKey,
            RuleName = first.RuleName,
            Severity = Severity.Low,
            Revision = 1,
            SubgroupId = first.SubgroupId,
            State = state,
            OpenedFor = Seed.Newest.AddDays(-opened),
            OpenedAt = Seed.Now.AddDays(-opened),
            AcknowledgedBy = by,
            AcknowledgedByKey = by,
            AcknowledgedAt = by is null ? null : Seed.Now.AddDays(-1),
            ClosedAt = closedAt,
            Evidence = Copy(first.Evidence),
        };
        alert.Actions.Add(new AlertAction { At = alert.OpenedAt, Who = "EquityMonitor", Kind = AlertActionKind.Opened });
        if (closedAt is { } at)
            alert.Actions.Add(new AlertAction { At = at, Who = state == AlertState.Recovered ? "EquityMonitor" : "Dr Closer", Kind = Enum.Parse<AlertActionKind>(state.ToString()) });
        context.Alerts.Add(alert);
        context.SaveChanges();
        return alert.Id;
    }

    public static void Change(MonitorFiles files, Action<MonitorDbContext> change)
    {
        using var context = files.CreateDbContext();
        change(context);
        context.SaveChanges();
    }

    private static AlertEvidence Copy(AlertEvidence evidence) => new()
    {
        Metric = evidence.Metric,
        Limit = evidence.Limit,
        Value = evidence.Value,
        Low = evidence.Low,
        High = evidence.High,
        Denominator = evidence.Denominator,
        AdjustedPValue = evidence.AdjustedPValue,
        Family = evidence.Family,
        Patients = evidence.Patients,
        Scored = evidence.Scored,
        TruePositives = evidence.TruePositives,
        FalsePositives = evidence.FalsePositives,
        FalseNegatives = evidence.FalseNegatives,
        TrueNegatives = evidence.TrueNegatives,
        ScoredFrom = evidence.ScoredFrom,
        ScoredTo = evidence.ScoredTo,
        MatureFrom = evidence.MatureFrom,
        MatureTo = evidence.MatureTo,
        Window = evidence.Window,
    };
}
