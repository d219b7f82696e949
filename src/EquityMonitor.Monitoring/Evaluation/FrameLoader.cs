using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>Loads the encounter days that some windows need, and the baseline once.</summary>
internal sealed class FrameLoader
{
    private readonly EvaluationInput _input;
    private readonly EncounterDayReader _days;
    private readonly EncounterFrame? _baseline;
    private (DateRange Days, WindowEvaluator Evaluator)? _last;

    private FrameLoader(EvaluationInput input, EncounterDayReader days, EncounterFrame? baseline)
    {
        _input = input;
        _days = days;
        _baseline = baseline;
    }

    /// <summary>The baseline of the model's version; one that began before it is that of another version.</summary>
    public static DateRange? BaselineOf(ModelDefinition definition) => definition.Baseline is { } range && !(range.From < definition.Effective) ? range : null;

    public static async Task<FrameLoader> CreateAsync(EvaluationInput input, EncounterDayReader days, CancellationToken cancellationToken)
    {
        var baseline = BaselineOf(input.Definition) is { } range ? await LoadAsync(input, days, range, cancellationToken) : null;
        return new FrameLoader(input, days, baseline is { Rows: > 0 } ? baseline : null);
    }

    /// <summary>An evaluator over every day that one of the ranges looks at; the last one again where it has those days.</summary>
    public async Task<WindowEvaluator> EvaluatorAsync(IReadOnlyCollection<WindowRange> ranges, CancellationToken cancellationToken)
    {
        var from = ranges.Min(range => range.Mature.From < range.Scored.From ? range.Mature.From : range.Scored.From);
        var to = ranges.Max(range => range.Scored.To);
        if (_last is { } last && last.Days.Contains(from) && last.Days.Contains(to))
            return last.Evaluator;
        _last = null;
        var days = new DateRange(from, to);
        var evaluator = new WindowEvaluator(_input.Definition, await LoadAsync(_input, _days, days, cancellationToken), _baseline);
        _last = (days, evaluator);
        return evaluator;
    }

    private static async Task<EncounterFrame> LoadAsync(EvaluationInput input, EncounterDayReader days, DateRange range, CancellationToken cancellationToken) =>
        EncounterFrame.Of(input.Definition, await days.ReadAsync(input.Model.Id, range, cancellationToken));
}
