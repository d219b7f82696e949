using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>The frozen figures of an alert as terms and texts; pure.</summary>
public static class EvidenceViews
{
    /// <param name="alert">With its evidence.</param>
    /// <param name="rule">As it was; null when it is not known any more.</param>
    /// <param name="showSmallCells">Whether the reader may see figures that rest on 1 to 10.</param>
    public static EvidenceView Of(Alert alert, RuleDefinition? rule, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var evidence = alert.Evidence;
        var metric = Metric.Find(evidence.Metric);
        var hidden = !showSmallCells && SmallCells.In(evidence);
        var hidesReference = hidden || (!showSmallCells && SmallCells.InReference(evidence));
        var facts = new List<Fact> { new("Agreed", LimitWords.Of(evidence.Limit)) };
        if (metric is not null)
        {
            facts.Insert(0, new(metric.Name, AlertViews.Measured(evidence, showSmallCells).Text(metric)));
            if (!hidden && evidence.Level() is var level && level != ConfidenceLevel.Default)
                facts.Add(new("Intervals", $"{IntervalWords.Of(level)}, as figures of the model were shown then"));
            if (!hidesReference && evidence.ReferenceValue is { } reference)
                facts.Add(new(Formats.Capital(rule is null ? "everyone else" : LimitText.Others(rule)), Formats.Value(metric, reference)));
        }

        if (!hidesReference && rule is not null && EvidenceWords.Compared(evidence, rule) is { } compared)
            facts.Add(new("Compared", compared));
        if (evidence.Alarm is { } alarm)
        {
            facts.Add(new("Alarm raised", $"as of {Formats.Date(alarm.RaisedOn)}"));
            facts.Add(new("Probably began", $"about {Formats.Date(alarm.Onset)}"));
        }
        else
        {
            facts.Add(new("Judged together", Formats.Count(evidence.Family, "group", "groups")));
        }

        if (!hidden)
        {
            facts.Add(new("Patients", evidence.Patients is { } patients ? Formats.Count(patients) : "not known: patients cannot be linked"));
            facts.Add(new("Scored encounters", Formats.Count(evidence.Scored)));
        }

        facts.Add(new("Outcomes of", $"encounters from {Range(evidence.MatureFrom, evidence.MatureTo)}"));
        facts.Add(new("Scores of", $"encounters from {Range(evidence.ScoredFrom, evidence.ScoredTo)}"));
        return new EvidenceView(
            alert.OpenedFor,
            hidden,
            facts,
            hidden ? [] : [.. EvidenceWords.Counts(evidence).Select(count => new Fact(count.Words, Formats.Count(count.Count)))],
            hidden || evidence.Alarm is not null || evidence.AdjustedPValue is not { } p ? null : EvidenceWords.Chance(p, evidence.Family));
    }

    /// <summary>"1 Apr 2026 to 30 Jun 2026".</summary>
    public static string Range(DateOnly from, DateOnly to) => $"{Formats.Date(from)} to {Formats.Date(to)}";
}
