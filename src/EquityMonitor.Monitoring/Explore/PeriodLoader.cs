using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>
/// Loads the encounters of a period, or finds them loaded, alone or among those of more days. One period is loaded at a time, so that two people who ask do not
/// double the memory.
/// </summary>
public sealed class PeriodLoader(IDbContextFactory<MonitorDbContext> contexts, EncounterDayReader days, PeriodCache cache, TimeProvider time) : IDisposable
{
    /// <summary>Days between two reports of progress.</summary>
    private const int Chunk = 16;

    private readonly SemaphoreSlim _loading = new(1);

    /// <summary>What there is to explore; null when there is no such model, or none of its encounters is stored.</summary>
    public async Task<StoredDays?> StoredAsync(string modelKey, CancellationToken cancellationToken)
    {
        if (await InputAsync(modelKey, cancellationToken) is not { NewestAsOf: { } newest } input)
            return null;
        var stored = StoredOf(input)!.Value;
        var matureTo = newest.AddDays(-input.Definition.Outcome.MaturityDays);
        var longest = input.Definition.Windows.DefaultIfEmpty(90).Max();
        var to = matureTo < stored.From ? newest : matureTo;
        var from = to.AddDays(1 - longest);

        // A period does not by itself mix two versions of the model.
        if (input.Definition.Effective is { } effective && from < effective && effective <= to)
            from = effective;
        return new StoredDays(stored, newest, new DateRange(from < stored.From ? stored.From : from, to));
    }

    public async Task<PeriodResult> LoadAsync(string modelKey, DateRange period, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (await InputAsync(modelKey, cancellationToken) is not { } input)
            return new PeriodResult.NoModel();
        var stored = input.Days.Values.Where(day => period.Contains(day.Day)).ToArray();
        var encounters = stored.Sum(day => (long)day.Rows);
        if (encounters == 0 || input.NewestAsOf is not { } newest)
            return new PeriodResult.NoEncounters(period, StoredOf(input));
        var dimensions = input.Definition.Dimensions.Count;
        if (LoadedPeriod.BytesFor(encounters, dimensions) > cache.MostBytes)
            return new PeriodResult.TooMany(encounters, cache.MostBytes / LoadedPeriod.BytesFor(1, dimensions));

        // Days beyond the newest as-of day are not over yet, and nothing else counts them.
        var (from, to) = (stored.Min(day => day.Day), stored.Max(day => day.Day));
        var shown = new DateRange(from, to < newest ? to : newest);
        if (shown.To < shown.From)
            return new PeriodResult.NoEncounters(period, StoredOf(input));
        var key = KeyOf(input, shown, newest);
        var facts = new PeriodFacts(stored.Count(day => shown.Contains(day.Day)), input.Held.Count(shown.Contains), key);
        if (cache.Find(key) is { } loaded)
            return new PeriodResult.Ready(loaded, facts);
        await _loading.WaitAsync(cancellationToken);
        try
        {
            // Another person may have asked for the same while this one waited.
            if (cache.Find(key) is { } meanwhile)
                return new PeriodResult.Ready(meanwhile, facts);
            var source = FrameSource.Of(input, shown);
            var frame = await KnownAsync(source, cancellationToken) ?? await ReadAsync(input, shown, progress, cancellationToken);
            var laidOut = await Task.Run(() => LoadedPeriod.Of(input.Definition, frame, shown, newest), cancellationToken);
            cache.Add(key, source, laidOut);
            return new PeriodResult.Ready(laidOut, facts);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>The rows of some days as an analysis needs them, from what is loaded where that holds them.</summary>
    internal async Task<EncounterFrame> FrameAsync(EvaluationInput input, DateRange asked, CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            var source = FrameSource.Of(input, asked);
            if (await KnownAsync(source, cancellationToken) is { } known)
                return known;
            var frame = await ReadAsync(input, asked, null, cancellationToken);
            cache.Add(source, frame);
            return frame;
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose() => _loading.Dispose();

    private async Task<EncounterFrame?> KnownAsync(FrameSource source, CancellationToken cancellationToken) => cache.FindFrame(source) switch
    {
        null => null,
        var (held, frame) when held.IsSameAs(source) => frame,
        var (_, frame) => await Task.Run(() => frame.During(source.Days), cancellationToken),
    };

    private async Task<EncounterFrame> ReadAsync(EvaluationInput input, DateRange asked, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var read = new List<(DateOnly Day, EncounterColumns Columns)>();
        for (var from = asked.From; from <= asked.To; from = from.AddDays(Chunk))
        {
            var to = from.AddDays(Chunk - 1);
            read.AddRange(await days.ReadAsync(input.Model.Id, new DateRange(from, to < asked.To ? to : asked.To), cancellationToken));
            progress?.Report(Math.Min(from.DayNumber - asked.From.DayNumber + Chunk, asked.Days) / (double)asked.Days);
        }

        return await Task.Run(() => EncounterFrame.Of(input.Definition, read), cancellationToken);
    }

    private async Task<EvaluationInput?> InputAsync(string modelKey, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var id = await context.Models.AsNoTracking().Where(model => model.Key == modelKey).Select(model => (int?)model.Id).FirstOrDefaultAsync(cancellationToken);
        return id is { } known ? await EvaluationInput.LoadAsync(context, known, time, cancellationToken) : null;
    }

    private static DateRange? StoredOf(EvaluationInput input)
    {
        var filled = input.Days.Values.Where(day => day.Rows > 0).Select(day => day.Day).ToArray();
        return filled.Length == 0 ? null : new DateRange(filled.Min(), filled.Max());
    }

    private static PeriodKey KeyOf(EvaluationInput input, DateRange days, DateOnly newest)
    {
        var matureTo = newest.AddDays(-input.Definition.Outcome.MaturityDays);
        DateRange? mature = matureTo < days.From ? null : new DateRange(days.From, matureTo < days.To ? matureTo : days.To);
        var range = new WindowRange(days.Days, days.To, days, mature ?? days);

        // The threshold of the definition is in the evaluation hash: a definition that changed is read anew.
        // What gaps are standardised by is not, since nothing that is stored depends on it.
        var strata = string.Join('\n', Strata.Of(input.Definition).Select(dimension => dimension.Column));
        return new PeriodKey(input.Model.Id, days, mature, $"{input.Fingerprint.Of(range).ToString("x16", System.Globalization.CultureInfo.InvariantCulture)} {strata}", input.Definition.Confidence);
    }
}
