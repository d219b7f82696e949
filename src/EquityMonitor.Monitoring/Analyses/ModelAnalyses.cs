using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Analyses;

/// <summary>
/// What stored points cannot answer, computed on demand from encounter days: calibration, drift, provisional performance, the label audit, standardised gaps.
/// A result is kept for as long as the days and the definition it rests on are the same, the ones used last first.
/// </summary>
public sealed class ModelAnalyses(IDbContextFactory<MonitorDbContext> contexts, EncounterDayReader days, PeriodLoader periods, TimeProvider time)
{
    /// <summary>A result is a few kilobytes; a person who looks around asks for a handful.</summary>
    private const int Kept = 64;

    private readonly AnalysisCache _cache = new(Kept);

    /// <returns>Null when there is no such model.</returns>
    public Task<CalibrationAnalysis?> CalibrationAsync(AnalysisQuery query, CancellationToken cancellationToken) => FramedAsync(
        query, "calibration", CalibrationAnalysis.Needs, (frame, range, _, token) => CalibrationAnalysis.Of(frame, range, query, token), cancellationToken);

    /// <inheritdoc cref="CalibrationAsync"/>
    public Task<DriftAnalysis?> DriftAsync(AnalysisQuery query, CancellationToken cancellationToken) => FramedAsync(
        query, "drift", DriftAnalysis.Needs, (frame, range, baseline, token) => DriftAnalysis.Of(frame, baseline, range, query, token), cancellationToken, withBaseline: true);

    /// <inheritdoc cref="CalibrationAsync"/>
    public Task<OutcomeAnalysis?> OutcomesAsync(AnalysisQuery query, CancellationToken cancellationToken) => FramedAsync(
        query, "outcomes", OutcomeAnalysis.Needs, (frame, range, _, token) => OutcomeAnalysis.Of(frame, range, query, token), cancellationToken);

    /// <inheritdoc cref="CalibrationAsync"/>
    /// <param name="metric">A proportion.</param>
    public Task<GapAnalysis?> GapsAsync(AnalysisQuery query, Metric metric, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return FramedAsync(query, "gaps " + metric.Key, (_, range) => Span(range.Mature, range.Scored), (frame, range, _, token) => GapAnalysis.Of(frame, range, metric, query, token), cancellationToken);
    }

    /// <inheritdoc cref="CalibrationAsync"/>
    /// <param name="dimension">Column of the dimension whose values are the groups.</param>
    /// <returns>Null when there is no such model, or it has no such dimension.</returns>
    /// <remarks>Which encounter of a day came first, and the need, are in the stored days alone: a frame has neither. They are read once for every dimension.</remarks>
    public async Task<LabelAuditAnalysis?> LabelAuditAsync(AnalysisQuery query, string dimension, CancellationToken cancellationToken)
    {
        var audits = await OfAsync(
            query,
            "label audit",
            (_, range) => range.Scored,
            async (input, range) =>
            {
                var stored = await days.ReadAsync(input.Model.Id, range.Scored, cancellationToken);
                return await Task.Run(() => LabelAuditAnalysis.OfEach(input.Definition, range.Scored, stored, cancellationToken), cancellationToken);
            },
            cancellationToken);
        return audits?.FirstOrDefault(audit => audit.Dimension == dimension);
    }

    internal static DateRange Span(DateRange first, DateRange second) => new(first.From < second.From ? first.From : second.From, first.To > second.To ? first.To : second.To);

    private Task<T?> FramedAsync<T>(
        AnalysisQuery query, string kind, Func<ModelDefinition, WindowRange, DateRange> needs, Func<AnalysisFrame, WindowRange, AnalysisFrame?, CancellationToken, T> compute,
        CancellationToken cancellationToken, bool withBaseline = false)
        where T : class => OfAsync(
            query,
            kind,
            needs,
            async (input, range) =>
            {
                var definition = input.Definition;
                var frame = await periods.FrameAsync(input, needs(definition, range), cancellationToken);

                // A baseline that began before the model's version is that of another version.
                var baseline = withBaseline && definition.Baseline is { } period && !(period.From < definition.Effective) ? await periods.FrameAsync(input, period, cancellationToken) : null;
                return await Task.Run(
                    () => compute(
                        new AnalysisFrame(definition, frame), range, baseline is null ? null : new AnalysisFrame(definition, baseline), cancellationToken),
                    cancellationToken);
            },
            cancellationToken);

    private async Task<T?> OfAsync<T>(
        AnalysisQuery query, string kind, Func<ModelDefinition, WindowRange, DateRange> needs, Func<EvaluationInput, WindowRange, Task<T>> compute, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Models.AsNoTracking().Where(model => model.Key == query.ModelKey).Select(model => (int?)model.Id).FirstOrDefaultAsync(cancellationToken) is not { } id)
            return null;
        var input = await EvaluationInput.LoadAsync(context, id, time, cancellationToken);
        var range = WindowRange.Of(input.Definition, query.Window, query.AsOf);
        var fingerprint = input.Fingerprint.Of(range with { Mature = needs(input.Definition, range) });
        var strata = string.Join('\n', Strata.Of(input.Definition).Select(dimension => dimension.Column));
        var key = new AnalysisKey(kind, id, query.Window, query.AsOf, fingerprint, strata, input.Definition.Confidence, string.Join('\n', query.Groups));
        if (_cache.Find<T>(key) is { } known)
            return known;
        var result = await compute(input, range);
        _cache.Keep(key, result);
        return result;
    }
}
