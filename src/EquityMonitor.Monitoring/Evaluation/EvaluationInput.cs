using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>What is stored of a model when a run begins to evaluate it.</summary>
public sealed class EvaluationInput
{
    public required Model Model { get; init; }

    public required ModelDefinition Definition { get; init; }

    public required IReadOnlyDictionary<DateOnly, DayState> Days { get; init; }

    /// <summary>Days whose newest content is held.</summary>
    public required IReadOnlySet<DateOnly> Held { get; init; }

    public required InputFingerprint Fingerprint { get; init; }

    /// <summary>The earlier of the last complete local day and the last day with rows; null before the first row.</summary>
    public required DateOnly? NewestAsOf { get; init; }

    public static async Task<EvaluationInput> LoadAsync(MonitorDbContext context, int modelId, TimeProvider time, CancellationToken cancellationToken)
    {
        var model = await context.Models.AsNoTracking().SingleAsync(model => model.Id == modelId, cancellationToken);
        var definition = model.ReadDefinition();
        var days = await context.EncounterDays.AsNoTracking()
            .Where(day => day.ModelId == modelId)
            .Select(day => new DayState(day.Day, day.ContentHash, day.Rows))
            .ToDictionaryAsync(day => day.Day, cancellationToken);
        var held = await context.PendingDays.AsNoTracking()
            .Where(day => day.ModelId == modelId && day.Hold != null)
            .Select(day => day.Day)
            .ToHashSetAsync(cancellationToken);
        return new EvaluationInput
        {
            Model = model,
            Definition = definition,
            Days = days,
            Held = held,
            Fingerprint = new InputFingerprint(definition, ModelDefinitionHash.EvaluationHash(definition), days, held),
            NewestAsOf = Newest(definition, days, time),
        };
    }

    /// <summary>
    /// The as-of days of a window: from the first on which the window is full (a window that only begins to fill would show the start of the data as a
    /// trend) to the newest; at least the newest. Days before the model's version are another version's, whose points stay as they are.
    /// </summary>
    public IEnumerable<WindowRange> Ranges(int window)
    {
        if (NewestAsOf is not { } newest)
            yield break;
        var first = Days.Values.Where(day => day.Rows > 0).Min(day => day.Day).AddDays(Definition.Outcome.MaturityDays + window - 1);
        if (Definition.Effective is { } effective && first < effective)
            first = effective;
        for (var asOf = first < newest ? first : newest; asOf <= newest; asOf = asOf.AddDays(1))
            yield return WindowRange.Of(Definition, window, asOf);
    }

    public PointSet ToPointSet(WindowRange range) => new()
    {
        ModelId = Model.Id,
        Window = range.Window,
        AsOf = range.AsOf,
        ScoredFrom = range.Scored.From,
        ScoredTo = range.Scored.To,
        MatureFrom = range.Mature.From,
        MatureTo = range.Mature.To,
        DaysPresent = DaysPresent(range),
        DaysHeld = Held.Count(range.Mature.Contains),
        Fingerprint = Fingerprint.Of(range),
    };

    /// <summary>Whether the points of a window have to be computed: there are none, or their input changed. What retention took the days of stays as it is.</summary>
    public bool IsDue(WindowRange range, PointSet? stored) =>
        stored is null || (stored.Fingerprint != Fingerprint.Of(range) && !IsRetired(range.Mature) && !IsRetired(range.Scored));

    /// <summary>Retention removes the oldest days but never the baseline's: a missing day between the baseline and the oldest other day was removed.</summary>
    private bool IsRetired(DateRange range)
    {
        if (Definition.Baseline is not { } baseline || Days.Count == 0)
            return false;
        var oldest = Days.Keys.Min();
        var oldestKept = Days.Keys.Where(day => !baseline.Contains(day)).DefaultIfEmpty(oldest).Min();
        return Enumerable.Range(0, range.Days).Select(range.From.AddDays).Any(day => day > oldest && day < oldestKept && !Days.ContainsKey(day));
    }

    private int DaysPresent(WindowRange range) => Enumerable.Range(0, range.Mature.Days)
        .Select(offset => range.Mature.From.AddDays(offset)).Count(day => Days.ContainsKey(day) && !Held.Contains(day));

    private static DateOnly? Newest(ModelDefinition definition, Dictionary<DateOnly, DayState> days, TimeProvider time)
    {
        if (definition.Time is not { } declared || !days.Values.Any(day => day.Rows > 0))
            return null;
        var lastWithRows = days.Values.Where(day => day.Rows > 0).Max(day => day.Day);
        var lastComplete = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), declared.Zone).DateTime).AddDays(-1);
        return lastWithRows < lastComplete ? lastWithRows : lastComplete;
    }
}
