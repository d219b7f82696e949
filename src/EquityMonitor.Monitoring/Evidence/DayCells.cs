using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>The subgroups that the frozen rows of one day fall in, with their counts. A cell is addressed by its subset and the codes of the day.</summary>
internal sealed class DayCells
{
    private readonly FrozenRows _rows;
    private readonly Subsets _subsets;
    private readonly int[] _offset;
    private readonly int[] _width;
    private readonly int[] _trials;
    private readonly int[] _successes;
    private int[]? _members;
    private int[]? _cells;
    private int[] _starts = [];
    private int[]? _positives;
    private int[]? _negatives;

    public DayCells(FrozenRows rows)
    {
        _rows = rows;
        _subsets = Subsets.Of(rows.Columns.Length);
        (_offset, _width) = (new int[_subsets.Count], new int[_subsets.Count]);
        var size = 0;
        for (var subset = 0; subset < _subsets.Count; subset++)
        {
            var (first, second) = _subsets.Members[subset];
            (_offset[subset], _width[subset]) = (size, Size(second));
            size += Size(first) * Size(second);
        }

        (_trials, _successes) = (new int[size], new int[size]);
        for (var subset = 0; subset < _offset.Length; subset++)
        {
            var cells = CellsOfRows(subset);
            for (var row = 0; row < cells.Length; row++)
            {
                if (cells[row] < 0)
                    continue;
                _trials[cells[row]]++;
                _successes[cells[row]] += rows.Success[row] ? 1 : 0;
            }
        }
    }

    public FrozenRows Rows => _rows;

    /// <summary>The rows of a cell that count, in their order.</summary>
    public ReadOnlySpan<int> RowsOf(int cell)
    {
        _members ??= Members();
        return _members.AsSpan(_starts[cell], _trials[cell]);
    }

    /// <summary>Rows of one class, in their order.</summary>
    public ReadOnlySpan<int> OfClass(bool success) => success
        ? _positives ??= [.. Enumerable.Range(0, _rows.Rows).Where(row => _rows.Success[row])]
        : _negatives ??= [.. Enumerable.Range(0, _rows.Rows).Where(row => !_rows.Success[row])];

    public int SubsetCount => _offset.Length;

    public int AllTrials => _trials[0];

    public int AllSuccesses => _successes[0];

    public Range CellsOf(int subset) => _offset[subset]..(subset + 1 < _offset.Length ? _offset[subset + 1] : _trials.Length);

    public int Trials(int cell) => _trials[cell];

    public int Successes(int cell) => _successes[cell];

    public int CellOf(int row, int subset)
    {
        var (first, second) = _subsets.Members[subset];
        return _offset[subset] + (Code(row, first) * _width[subset]) + Code(row, second);
    }

    /// <summary>Who has the values of a cell: the same as to compare <see cref="CellOf"/> row by row, with everything looked up beforehand.</summary>
    public CellMembers MembersOf(int subset, int cell)
    {
        var (first, firstCode, second, secondCode) = PartsOf(subset, cell);
        return new CellMembers(first < 0 ? null : _rows.Codes[first], firstCode, second < 0 ? null : _rows.Codes[second], secondCode);
    }

    public bool IsIn(int row, int subset, int cell) => CellOf(row, subset) == cell && Counts(row, subset);

    public bool Counts(int row, int subset) => _rows.Counts(row, subset, _subsets.Words);

    /// <summary>The subset and cell of some values.</summary>
    /// <returns>-1 where nobody of the day has them.</returns>
    public int Find((string Column, string Value)? first, (string Column, string Value)? second, out int cell)
    {
        cell = -1;
        var (one, two) = (Locate(first), Locate(second));
        if (one is null || two is null)
            return -1;
        var subset = Array.IndexOf(_subsets.Members, (one.Value.Dimension, two.Value.Dimension));
        if (subset >= 0)
            cell = _offset[subset] + (one.Value.Code * _width[subset]) + two.Value.Code;
        return subset;
    }

    /// <summary>The cell with a named value in place of the own.</summary>
    /// <param name="counterpart">-1 where nobody of the day is in it.</param>
    /// <returns>False for a cell that is not on the dimension, or has the value itself.</returns>
    public bool TryCounterpart(int subset, int cell, string column, string value, out int counterpart)
    {
        counterpart = -1;
        var parts = PartsOf(subset, cell);
        var dimension = Array.IndexOf(_rows.Columns, column);
        if (dimension < 0 || (dimension != parts.First && dimension != parts.Second))
            return false;
        var (own, named) = (dimension == parts.First ? parts.FirstCode : parts.SecondCode, Array.IndexOf(_rows.Values[dimension], value));
        if (named == own)
            return false;
        if (named >= 0)
            counterpart = cell + ((named - own) * (dimension == parts.First ? _width[subset] : 1));
        return true;
    }

    /// <summary>Dimensions and codes of a cell; -1 for none.</summary>
    public (int First, int FirstCode, int Second, int SecondCode) PartsOf(int subset, int cell)
    {
        var (first, second) = _subsets.Members[subset];
        var at = cell - _offset[subset];
        return (first, at / _width[subset], second, at % _width[subset]);
    }

    public SubgroupKey KeyOf(int subset, int cell)
    {
        var (first, firstCode, second, secondCode) = PartsOf(subset, cell);
        if (first < 0)
            return SubgroupKey.All;
        var one = KeyValuePair.Create(_rows.Columns[first], _rows.Values[first][firstCode]);
        return second < 0 ? SubgroupKey.Of(one) : SubgroupKey.Of(one, KeyValuePair.Create(_rows.Columns[second], _rows.Values[second][secondCode]));
    }

    private (int Dimension, int Code)? Locate((string Column, string Value)? part)
    {
        if (part is not { } wanted)
            return (-1, 0);
        var dimension = Array.IndexOf(_rows.Columns, wanted.Column);
        var code = dimension < 0 ? -1 : Array.IndexOf(_rows.Values[dimension], wanted.Value);
        return code < 0 ? null : (dimension, code);
    }

    private int[] Members()
    {
        _starts = new int[_trials.Length];
        for (var cell = 1; cell < _starts.Length; cell++)
            _starts[cell] = _starts[cell - 1] + _trials[cell - 1];
        var next = _starts.ToArray();
        var members = new int[_starts[^1] + _trials[^1]];
        for (var subset = 0; subset < _offset.Length; subset++)
        {
            var cells = CellsOfRows(subset);
            for (var row = 0; row < cells.Length; row++)
            {
                if (cells[row] >= 0)
                    members[next[cells[row]]++] = row;
            }
        }

        return members;
    }

    /// <summary>The cell of each row in a subset; -1 where the row does not count. Good until the next call.</summary>
    private ReadOnlySpan<int> CellsOfRows(int subset)
    {
        _cells ??= new int[_rows.Rows];
        var (first, second) = _subsets.Members[subset];
        var (offset, width) = (_offset[subset], _width[subset]);
        if (first < 0)
        {
            Array.Fill(_cells, offset);
        }
        else
        {
            var codes = _rows.Codes[first];
            for (var row = 0; row < _cells.Length; row++)
                _cells[row] = offset + (codes[row] * width);
        }

        if (second >= 0)
        {
            var codes = _rows.Codes[second];
            for (var row = 0; row < _cells.Length; row++)
                _cells[row] += codes[row];
        }

        if (_rows.Counted.Length > 0)
        {
            for (var row = 0; row < _cells.Length; row++)
            {
                if (!Counts(row, subset))
                    _cells[row] = -1;
            }
        }

        return _cells;
    }

    private int Size(int dimension) => dimension < 0 ? 1 : _rows.Values[dimension].Length;

    private int Code(int row, int dimension) => dimension < 0 ? 0 : _rows.Codes[dimension][row];
}

/// <summary>Rows of a day by their codes on none, one or two dimensions.</summary>
internal readonly record struct CellMembers(ushort[]? First, int FirstCode, ushort[]? Second, int SecondCode)
{
    public bool Contains(int row) => (First is null || First[row] == FirstCode) && (Second is null || Second[row] == SecondCode);
}
