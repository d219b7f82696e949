using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Models.Gaps;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>How much of the gap of an alert's group is left with the same mix of patients: a question, since its answer takes the encounters of the newest window.</summary>
public sealed record SameMixQuestion(ModelDefinition Definition, Metric Metric, int Window, DateOnly AsOf, SubgroupKey Group)
{
    /// <summary>"age band and sex".</summary>
    public string Mix => SameMixWords.Of([.. Strata.Of(Definition).Where(dimension => Group.Parts.All(part => part.Key != dimension.Column))]);

    /// <returns>Null where there is no gap, or none that can be standardised.</returns>
    public static SameMixQuestion? Of(StoredAlert stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored is { Definition: { } definition, Metric: { } metric, Today: { } today } && GapAnalysis.Covers(metric) && GapAnalysis.Covers(definition, stored.Subgroup)
            ? new SameMixQuestion(definition, metric, (stored.Rule ?? stored.RuleInForce)?.Window ?? stored.Alert.Evidence.Window, today.AsOf, stored.Subgroup)
            : null;
    }
}

/// <summary>Answers it from the encounters.</summary>
public sealed class SameMixReader(ModelAnalyses analyses)
{
    public async Task<SameMixRead> ReadAsync(SameMixQuestion question, bool showSmallCells, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var analysis = await analyses.GapsAsync(new AnalysisQuery(question.Definition.Key, question.Window, question.AsOf, [question.Group]), question.Metric, cancellationToken);
        return new SameMixRead(true, analysis is { Groups: [var gap] } ? GapView.Of(question.Definition, question.Metric, gap, showSmallCells) : null);
    }
}

/// <param name="IsAnswer">False while nobody has asked.</param>
/// <param name="Gap">Null when the group has nobody in the window any more.</param>
public sealed record SameMixRead(bool IsAnswer, GapView? Gap);
