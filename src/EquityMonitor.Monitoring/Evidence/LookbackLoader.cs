using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>Loads encounter days, each once in a run, with as many around them as a patient counts once in.</summary>
internal sealed class LookbackLoader(EncounterDayReader days, EvaluationInput input)
{
    private readonly PatientLookback _lookback = new(input.Definition);
    private DateRange? _loaded;

    /// <param name="from">First day that is to be frozen.</param>
    /// <param name="to">Last one.</param>
    public async Task<PatientLookback> LoadAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        // A day that was held is frozen after later ones, whose patients came first.
        var wanted = new DateRange(from.AddDays(1 - PatientLookback.Days), to > from.AddDays(PatientLookback.Days - 1) ? to : from.AddDays(PatientLookback.Days - 1));
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

    private async Task AddAsync(DateRange range, CancellationToken cancellationToken)
    {
        foreach (var (day, columns) in await days.ReadAsync(input.Model.Id, range, cancellationToken))
            _lookback.Add(day, columns);
    }
}
