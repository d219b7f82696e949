using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>
/// The floating-point sums of a partition, kept per day and cell. A window adds its days in date order and never subtracts, so that the same days give
/// the same bits whatever else was loaded.
/// </summary>
internal sealed class DayPartialSums
{
    private const int Sums = 4;
    private readonly int _firstDay;
    private readonly int _days;
    private readonly int _cells;
    private readonly double[] _partials;

    public DayPartialSums(EncounterFrame frame, Partition partition)
    {
        _cells = partition.Cells.Count;
        _firstDay = frame.Rows == 0 ? 0 : frame.Day.Min();
        _days = frame.Rows == 0 ? 0 : frame.Day.Max() - _firstDay + 1;
        _partials = new double[_days * _cells * Sums];
        for (var row = 0; row < frame.Rows; row++)
        {
            if (frame.Outcome[row] == EncounterColumns.OutcomeUnknown)
                continue;
            var score = frame.Score[row];
            var error = score - frame.Outcome[row];
            var squared = error * error;
            var at = (((frame.Day[row] - _firstDay) * _cells) + partition.Codes[row]) * Sums;
            _partials[at] += score;
            _partials[at + 1] += squared;
            _partials[at + 2] += squared * squared;
            if (frame.Outcome[row] == 1)
                _partials[at + 3] += squared;
        }
    }

    public ScoreSums Of(int cell, DateRange days)
    {
        var from = Math.Max(days.From.DayNumber - _firstDay, 0);
        var to = Math.Min(days.To.DayNumber - _firstDay, _days - 1);
        double score = 0, squared = 0, fourth = 0, ofPositives = 0;
        for (var day = from; day <= to; day++)
        {
            var at = ((day * _cells) + cell) * Sums;
            score += _partials[at];
            squared += _partials[at + 1];
            fourth += _partials[at + 2];
            ofPositives += _partials[at + 3];
        }

        return new ScoreSums(score, squared, fourth, ofPositives);
    }
}

/// <summary>Sums over the evaluable encounters of a cell.</summary>
/// <param name="SquaredErrorOfPositives">The part of <paramref name="SquaredError"/> of those with the outcome.</param>
internal readonly record struct ScoreSums(double Score, double SquaredError, double FourthPowerError, double SquaredErrorOfPositives);
