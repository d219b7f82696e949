using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>What a frame was made from: other content of the same days, or another definition of them, makes another frame.</summary>
internal sealed class FrameSource
{
    private readonly string _definition;
    private readonly IReadOnlyDictionary<DateOnly, string> _contents;

    private FrameSource(int modelId, DateRange days, string definition, IReadOnlyDictionary<DateOnly, string> contents) =>
        (ModelId, Days, _definition, _contents) = (modelId, days, definition, contents);

    public int ModelId { get; }

    public DateRange Days { get; }

    public static FrameSource Of(EvaluationInput input, DateRange days) => new(
        input.Model.Id,
        days,
        ModelDefinitionHash.EvaluationHash(input.Definition),
        input.Days.Values.Where(day => days.Contains(day.Day)).ToDictionary(day => day.Day, day => day.ContentHash));

    /// <summary>Whether the other's rows are among these, as they are now. Days of which nothing is stored do not matter.</summary>
    public bool Covers(FrameSource other) =>
        ModelId == other.ModelId && _definition == other._definition
        && other._contents.All(day => _contents.TryGetValue(day.Key, out var content) && content == day.Value)
        && _contents.Keys.Count(other.Days.Contains) == other._contents.Count;

    /// <summary>Whether the two have the same rows.</summary>
    public bool IsSameAs(FrameSource other) => Covers(other) && other.Covers(this);
}
