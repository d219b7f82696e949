using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>Loads the encounter days that some windows need, and the baseline once.</summary>
internal sealed class FrameLoader
{
    private readonly EvaluationInput _input;
    private readonly EncounterDayReader _days;
    private readonly Task<EncounterFrame?> _baseline;
    private (DateRange Days, WindowEvaluator Evaluator)? _last;

    /// <summary>Begins to load the baseline, which goes on while the first windows load.</summary>
    public FrameLoader(EvaluationInput input, EncounterDayReader days, CancellationToken cancellationToken)
    {
        _input = input;
        _days = days;
        _baseline = Task.Run(
            async () => BaselineOf(input.Definition) is { } range && await LoadAsync(range, cancellationToken) is { Rows: > 0 } baseline ? baseline : null, cancellationToken);
    }

    /// <summary>The baseline of the model's version; one that began before it is that of another version.</summary>
    public static DateRange? BaselineOf(ModelDefinition definition) => definition.Baseline is { } range && !(range.From < definition.Effective) ? range : null;

    /// <summary>An evaluator over every day that one of the ranges looks at; the last one again where it has those days.</summary>
    public async Task<WindowEvaluator> EvaluatorAsync(IReadOnlyCollection<WindowRange> ranges, CancellationToken cancellationToken)
    {
        var from = ranges.Min(range => range.Mature.From < range.Scored.From ? range.Mature.From : range.Scored.From);
        var to = ranges.Max(range => range.Scored.To);
        if (_last is { } last && last.Days.Contains(from) && last.Days.Contains(to))
            return last.Evaluator;
        _last = null;
        var days = new DateRange(from, to);
        var frame = LoadAsync(days, cancellationToken);
        await Task.WhenAll((Task)frame, _baseline);
        var evaluator = new WindowEvaluator(_input.Definition, await frame, await _baseline);
        _last = (days, evaluator);
        return evaluator;
    }

    private async Task<EncounterFrame> LoadAsync(DateRange range, CancellationToken cancellationToken) =>
        EncounterFrame.Of(_input.Definition, await _days.ReadAsync(_input.Model.Id, range, cancellationToken));
}
