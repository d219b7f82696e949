using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>Loads the encounters of a period, or finds them loaded. One period is loaded at a time, so that two people who ask do not double the memory.</summary>
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
        return new StoredDays(stored, newest, new DateRange(from < stored.From ? stored.From : from, to));
    }

    public async Task<PeriodResult> LoadAsync(string modelKey, DateRange period, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
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
            if (cache.Find(key) is not { } period1)
            {
                period1 = await ReadAsync(input, shown, newest, progress, cancellationToken);
                cache.Add(key, period1);
            }

            return new PeriodResult.Ready(period1, facts);
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose() => _loading.Dispose();

    private async Task<LoadedPeriod> ReadAsync(EvaluationInput input, DateRange shown, DateOnly newest, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        var read = new List<(DateOnly Day, EncounterColumns Columns)>();
        for (var from = shown.From; from <= shown.To; from = from.AddDays(Chunk))
        {
            var to = from.AddDays(Chunk - 1);
            read.AddRange(await days.ReadAsync(input.Model.Id, new DateRange(from, to < shown.To ? to : shown.To), cancellationToken));
            progress?.Report(new LoadProgress(Math.Min(from.DayNumber - shown.From.DayNumber + Chunk, shown.Days), shown.Days));
        }

        return await Task.Run(() => LoadedPeriod.Of(input.Definition, read, shown, newest), cancellationToken);
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
        return new PeriodKey(input.Model.Id, days, mature, input.Fingerprint.Of(range).ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
    }
}
