using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>
/// The encounters of loaded days by patient, so that the freezing knows who was there before. A row without a patient id is a patient of its own encounter, as in
/// windows. A row belongs to the encounter day it came with, in the day's canonical order.
/// </summary>
internal sealed class PatientLookback(ModelDefinition definition)
{
    /// <summary>A patient counts once in so many days.</summary>
    public const int Days = 365;

    private const int None = -1;
    private readonly string[] _columns = [.. definition.Dimensions.Select(dimension => dimension.Column)];
    private readonly Dictionary<string, ushort>[] _numbers = [.. definition.Dimensions.Select(_ => new Dictionary<string, ushort>(StringComparer.Ordinal))];
    private readonly List<string>[] _values = [.. definition.Dimensions.Select(_ => new List<string>())];
    private readonly Dictionary<UInt128, int> _patients = [];
    private readonly List<int> _lastRow = [];
    private readonly Dictionary<DateOnly, (int First, int Count)> _days = [];
    private readonly List<int> _patient = [];
    private readonly List<bool> _isLinked = [];
    private readonly List<int> _previous = [];
    private readonly List<int> _day = [];
    private readonly List<EncounterFacts> _facts = [];
    private readonly List<ushort> _codes = [];
    private readonly List<double> _score = [];
    private readonly List<ulong> _order = [];

    public int Dimensions => _columns.Length;

    public bool Has(DateOnly day) => _days.ContainsKey(day);

    /// <summary>Who a row is of: its patient, or where none is given, nobody but its encounter.</summary>
    public static UInt128 PersonOf(EncounterColumns columns, int row) => IsLinked(columns, row) ? columns.Patient[row] : columns.Encounter[row];

    /// <param name="only">Whose rows are of interest (<see cref="PersonOf"/>); null takes all of them, which a day that is to be frozen needs.</param>
    public void Add(DateOnly day, EncounterColumns columns, IReadOnlySet<UInt128>? only = null)
    {
        int[] rows = [.. Enumerable.Range(0, columns.Rows).Where(row => only is null || only.Contains(PersonOf(columns, row)))];
        var codes = Array.ConvertAll(_columns, column => Array.Find(columns.Dimensions, dimension => dimension.Column == column));
        var numbers = new ushort[_columns.Length][];
        for (var dimension = 0; dimension < codes.Length; dimension++)
            numbers[dimension] = [.. (codes[dimension]?.Dictionary ?? [EncounterFrame.NotRecorded]).Select(value => Number(dimension, value))];
        _days.Add(day, (_day.Count, rows.Length));
        foreach (var row in rows)
        {
            Link(PersonOf(columns, row));
            _isLinked.Add(IsLinked(columns, row));
            _day.Add(day.DayNumber);
            _facts.Add(new EncounterFacts(columns.Score[row] >= definition.Threshold, columns.Outcome[row], (Response)columns.Response[row]));
            _score.Add(columns.Score[row]);
            _order.Add(Mixed((ulong)(columns.Encounter[row] >> 64) ^ (ulong)columns.Encounter[row], (ulong)day.DayNumber));
            for (var dimension = 0; dimension < numbers.Length; dimension++)
                _codes.Add(numbers[dimension][codes[dimension]?.Codes[row] ?? 0]);
        }
    }

    /// <summary>Numbers of the rows of a loaded day, in its canonical order.</summary>
    public Range RowsOf(DateOnly day) => _days.TryGetValue(day, out var rows) ? rows.First..(rows.First + rows.Count) : 0..0;

    public EncounterFacts FactsOf(int row) => _facts[row];

    /// <summary>Whether the row names its patient.</summary>
    public bool IsLinked(int row) => _isLinked[row];

    public double ScoreOf(int row) => _score[row];

    public ushort CodeOf(int row, int dimension) => _codes[(row * Dimensions) + dimension];

    /// <summary>The order in which rows of a day are dealt into blocks: a hash of the encounter's keyed hash.</summary>
    public ulong OrderOf(int row) => _order[row];

    public string ValueOf(int dimension, ushort code) => _values[dimension][code];

    /// <summary>The other rows of the row's patient in the same 365 days that came before it: on an earlier day, earlier on the same day, or on a day that was stepped before.</summary>
    /// <param name="since">First encounter day that can count: whom nobody could count takes nobody's place.</param>
    /// <param name="isStepped">Whether a later day was frozen already.</param>
    public void Before(int row, DateOnly since, Func<DateOnly, bool> isStepped, List<int> before)
    {
        before.Clear();
        var day = _day[row];
        for (var other = _lastRow[_patient[row]]; other != None; other = _previous[other])
        {
            var distance = day - _day[other];
            if (Math.Abs(distance) < Days && _day[other] >= since.DayNumber && (distance > 0 || (distance == 0 && other < row) || (distance < 0 && isStepped(DateOnly.FromDayNumber(_day[other])))))
                before.Add(other);
        }
    }

    private static bool IsLinked(EncounterColumns columns, int row) => columns.Patient.Length > 0 && columns.Patient[row] != UInt128.Zero;

    /// <summary>Puts the next row to those of its patient.</summary>
    private void Link(UInt128 patient)
    {
        if (!_patients.TryGetValue(patient, out var number))
        {
            _patients.Add(patient, number = _lastRow.Count);
            _lastRow.Add(None);
        }

        _patient.Add(number);
        _previous.Add(_lastRow[number]);
        _lastRow[number] = _previous.Count - 1;
    }

    private ushort Number(int dimension, string value)
    {
        var numbers = _numbers[dimension];
        if (!numbers.TryGetValue(value, out var number))
        {
            numbers.Add(value, number = checked((ushort)numbers.Count));
            _values[dimension].Add(value);
        }

        return number;
    }

    private static ulong Mixed(ulong encounter, ulong day)
    {
        var z = encounter + (day * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
