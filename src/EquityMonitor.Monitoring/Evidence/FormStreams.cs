using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>What changed of an alarm.</summary>
internal enum AlarmChangeKind
{
    Raised,
    Recovered,

    /// <summary>A person closed the alert.</summary>
    ClosedByPerson,

    /// <summary>The dimension means something else now, so that the stream is another one.</summary>
    Ended,
}

internal sealed record AlarmChange(string RuleKey, SubgroupKey Subgroup, DateOnly AsOf, AlarmChangeKind Kind, OpenAlarm Alarm);

/// <summary>Told of every step that is taken; the stream is as it was after it.</summary>
internal delegate void StepTaken(EvidenceStream stream, FrozenDay day, EvidencePhase phase, double logEvidence, BetCounts counts, EvidenceEvent happened);

/// <summary>
/// All streams of one form of a rule. A subgroup's stream is known from the first day on which it has an encounter in the denominator, and steps from the next day on:
/// so the number of streams that share the budget is fixed before each day. Everything follows from the lines of the ledger and the resets, in their order.
/// </summary>
internal sealed class FormStreams
{
    // A band has two.
    private const int MostSides = 2;

    private readonly Dictionary<long, EvidenceStream> _streams = [];
    private readonly HashSet<long> _others = [];
    private readonly List<string> _columns = [];
    private readonly List<string> _meanings = [];
    private readonly List<Dictionary<string, int>> _values = [];
    private int[] _columnsOfDay = [];
    private int[][] _valuesOfDay = [];
    private readonly DayBets _bets;
    private readonly double[] _factors = new double[MostSides * EvidenceGrid.Size];

    public FormStreams(RuleForm form)
    {
        Form = form;
        _bets = DayBets.Of(form);
    }

    public RuleForm Form { get; }

    public int Count => _streams.Count;

    public IEnumerable<EvidenceStream> Streams => _streams.Values;

    /// <summary>Null but for a form about AUROC.</summary>
    public AurocBets? Auroc => _bets as AurocBets;

    public StepTaken? Taken { get; init; }

    /// <summary>The only subgroup of interest; null for all.</summary>
    public SubgroupKey? Only { get; init; }

    public void Step(FrozenDay day, ICollection<AlarmChange> changes)
    {
        var cells = day.Cells;
        Learn(cells.Rows, day.FrozenOn, changes);
        Number(cells.Rows);
        _bets.Begin(day);
        for (var subset = Form.CoversAll ? 0 : 1; subset < cells.SubsetCount; subset++)
        {
            var (first, end) = (cells.CellsOf(subset).Start.Value, cells.CellsOf(subset).End.Value);
            for (var cell = first; cell < end; cell++)
            {
                if (cells.Trials(cell) > 0 && Covers(cells, subset, cell))
                    Step(day, subset, cell, changes);
            }
        }
    }

    /// <summary>A person closed the alert: the stream begins anew before the steps of the as-of day.</summary>
    public void Reset(SubgroupKey subgroup, DateOnly asOf, ICollection<AlarmChange> changes)
    {
        if (_streams.Values.FirstOrDefault(stream => stream.Key.Equals(subgroup)) is not { } stream)
            return;
        if (stream.Alarm is { } alarm)
            changes.Add(new AlarmChange(Form.Rule.Key, subgroup, asOf, AlarmChangeKind.ClosedByPerson, alarm));
        stream.Reset();
    }

    /// <summary>Takes over a stream from a checkpoint.</summary>
    internal EvidenceStream Add(SubgroupKey key)
    {
        var stream = New(key);
        var parts = key.Parts.Select(part => (Column: ColumnOf(part.Key), part.Value)).Select(part => (part.Column, Value: ValueOf(part.Column, part.Value))).ToArray();
        _streams.Add(Address(parts.Length > 0 ? parts[0] : (-1, 0), parts.Length > 1 ? parts[1] : (-1, 0)), stream);
        return stream;
    }

    /// <summary>Columns with what they meant on the last day.</summary>
    internal IEnumerable<(string Column, string Meaning)> Meanings => _columns.Zip(_meanings);

    internal void Learn(string column, string meaning) => _meanings[ColumnOf(column)] = meaning;

    private void Step(FrozenDay day, int subset, int cell, ICollection<AlarmChange> changes)
    {
        var address = AddressOf(day.Cells, subset, cell);
        if (!_streams.TryGetValue(address, out var stream))
        {
            if (_others.Contains(address))
                return;
            var key = day.Cells.KeyOf(subset, cell);
            if ((Only is null || Only.Equals(key)) && Form.SidesOf(key).Count > 0)
                _streams.Add(address, New(key));
            else
                _others.Add(address);
            return;
        }

        if (!stream.Takes(day))
            return;
        var factors = _factors.AsSpan(0, stream.Sides.Count * EvidenceGrid.Size);
        factors.Clear();
        var phase = stream.Alarm is null ? EvidencePhase.Watching : EvidencePhase.Recovering;
        if (_bets.Factors(day, subset, cell, stream, phase == EvidencePhase.Recovering, factors) is not { } counts)
            return;
        var happened = stream.Step(day, factors);
        var logEvidence = happened == EvidenceEvent.Alarm ? stream.Alarm!.LogEvidence : stream.LogEvidence;
        if (happened == EvidenceEvent.Alarm)
        {
            changes.Add(new AlarmChange(Form.Rule.Key, stream.Key, day.FrozenOn, AlarmChangeKind.Raised, stream.Alarm!));
        }
        else if (happened == EvidenceEvent.Recovery)
        {
            changes.Add(new AlarmChange(Form.Rule.Key, stream.Key, day.FrozenOn, AlarmChangeKind.Recovered, stream.Alarm!));
            stream.Reset();
        }

        Taken?.Invoke(stream, day, phase, logEvidence, counts, happened);
    }

    /// <summary>A rule against a named value speaks of those who have another value of that dimension.</summary>
    private bool Covers(DayCells cells, int subset, int cell) =>
        Form.Rule.Against is not Reference.NamedValue(var column, var value) || cells.TryCounterpart(subset, cell, column, value, out _);

    /// <summary>Streams on a dimension that means something else now are other streams.</summary>
    private void Learn(FrozenRows rows, DateOnly asOf, ICollection<AlarmChange> changes)
    {
        for (var index = 0; index < rows.Columns.Length; index++)
        {
            var column = ColumnOf(rows.Columns[index]);
            if (_meanings[column].Length > 0 && _meanings[column] != rows.Meanings[index])
                End(rows.Columns[index], asOf, changes);
            _meanings[column] = rows.Meanings[index];
        }
    }

    private void End(string column, DateOnly asOf, ICollection<AlarmChange> changes)
    {
        foreach (var (address, stream) in _streams.Where(entry => entry.Value.Key.Parts.Any(part => part.Key == column)).ToList())
        {
            _streams.Remove(address);
            if (stream.Alarm is { } alarm)
                changes.Add(new AlarmChange(Form.Rule.Key, stream.Key, asOf, AlarmChangeKind.Ended, alarm));
        }
    }

    private EvidenceStream New(SubgroupKey key) => new(key, Form.Basis.BetsOncePerDay(Form.Rule.Metric, Form.Rule.Against, key), Form.SidesOf(key), Form.Budget);

    private long AddressOf(DayCells cells, int subset, int cell)
    {
        var (first, firstCode, second, secondCode) = cells.PartsOf(subset, cell);
        return Address(Locate(first, firstCode), Locate(second, secondCode));
    }

    private (int Column, int Value) Locate(int dimension, int code) => dimension < 0 ? (-1, 0) : (_columnsOfDay[dimension], _valuesOfDay[dimension][code]);

    /// <summary>Looks up the numbers of the day's columns and values once, since every cell asks for them.</summary>
    private void Number(FrozenRows rows)
    {
        _columnsOfDay = Array.ConvertAll(rows.Columns, ColumnOf);
        _valuesOfDay = [.. rows.Values.Select((values, dimension) => Array.ConvertAll(values, value => ValueOf(_columnsOfDay[dimension], value)))];
    }

    /// <summary>The same for both orders of a pair.</summary>
    private static long Address((int Column, int Value) one, (int Column, int Value) two)
    {
        var (first, second) = one.Column <= two.Column ? (one, two) : (two, one);
        return ((long)(first.Column + 1) << 52) | ((long)first.Value << 32) | ((long)(second.Column + 1) << 20) | (long)second.Value;
    }

    private int ColumnOf(string column)
    {
        var index = _columns.IndexOf(column);
        if (index >= 0)
            return index;
        _columns.Add(column);
        _meanings.Add("");
        _values.Add(new Dictionary<string, int>(StringComparer.Ordinal));
        return _columns.Count - 1;
    }

    private int ValueOf(int column, string value)
    {
        if (!_values[column].TryGetValue(value, out var number))
            _values[column].Add(value, number = _values[column].Count);
        return number;
    }
}
