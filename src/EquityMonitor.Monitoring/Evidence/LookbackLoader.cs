using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>Loads encounter days, each once in a run, with as many around them as a patient counts once in; on a night, of those only the patients of the night.</summary>
internal sealed class LookbackLoader(EncounterDayReader days, EvaluationInput input)
{
    private readonly PatientLookback _lookback = new(input.Definition);
    private DateRange? _loaded;

    /// <summary>As <see cref="LoadAsync"/> for a run that freezes these days and no others; nothing may be loaded before or after it.</summary>
    public async Task<PatientLookback> LoadOnlyAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var around = Around(from, to);
        var frozen = await days.ReadAsync(input.Model.Id, new DateRange(from, to), cancellationToken);
        var patients = frozen.SelectMany(day => Enumerable.Range(0, day.Columns.Rows).Select(row => PatientLookback.PersonOf(day.Columns, row))).ToHashSet();
        foreach (var (day, columns) in frozen)
            _lookback.Add(day, columns);
        if (patients.Count == 0)
            return _lookback;
        foreach (var range in new[] { new DateRange(around.From, from.AddDays(-1)), new DateRange(to.AddDays(1), around.To) })
        {
            foreach (var (day, columns) in await days.ReadAsync(input.Model.Id, range, cancellationToken))
                _lookback.Add(day, columns, patients);
        }

        return _lookback;
    }

    /// <param name="from">First day that is to be frozen.</param>
    /// <param name="to">Last one.</param>
    public async Task<PatientLookback> LoadAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var wanted = Around(from, to);
        if (_loaded is not { } loaded)
        {
            await AddAsync(wanted, cancellationToken);
            _loaded = wanted;
            return _lookback;
        }

        if (wanted.From < loaded.From)
            await AddAsync(new DateRange(wanted.From, loaded.From.AddDays(-1)), cancellationToken);
        if (wanted.To > loaded.To)
            await AddAsync(new DateRange(loaded.To.AddDays(1), wanted.To), cancellationToken);
        _loaded = new DateRange(wanted.From < loaded.From ? wanted.From : loaded.From, wanted.To > loaded.To ? wanted.To : loaded.To);
        return _lookback;
    }

    /// <summary>A day that was held is frozen after later ones, whose patients came first.</summary>
    private static DateRange Around(DateOnly from, DateOnly to) =>
        new(from.AddDays(1 - PatientLookback.Days), to > from.AddDays(PatientLookback.Days - 1) ? to : from.AddDays(PatientLookback.Days - 1));

    private async Task AddAsync(DateRange range, CancellationToken cancellationToken)
    {
        foreach (var (day, columns) in await days.ReadAsync(input.Model.Id, range, cancellationToken))
            _lookback.Add(day, columns);
    }
}
