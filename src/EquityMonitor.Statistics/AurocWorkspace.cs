namespace EquityMonitor.Statistics;

/// <summary>Scratch memory of <see cref="SubgroupAuroc"/>, kept from call to call. One per thread.</summary>
public sealed class AurocWorkspace
{
    private int[] _counts = [];
    private int[] _grouped = [];
    private ushort[] _codes = [];
    private PlacementSweep.Cell[] _cells = [];

    /// <summary>Cleared counters.</summary>
    internal Span<int> Counts(int length)
    {
        if (_counts.Length < length)
            _counts = new int[length + (length / 2)];
        var counts = _counts.AsSpan(0, length);
        counts.Clear();
        return counts;
    }

    /// <summary>The keys of the rows, cell by cell, and where each cell begins; the last entry is the number of rows.</summary>
    internal (int[] Keys, int[] Starts) Grouped(ReadOnlySpan<int> keys, ReadOnlySpan<ushort> codes, int cells)
    {
        if (_grouped.Length < keys.Length)
            _grouped = new int[keys.Length + (keys.Length / 2)];
        var starts = new int[cells + 1];
        foreach (var code in codes)
            starts[code + 1]++;
        for (var cell = 0; cell < cells; cell++)
            starts[cell + 1] += starts[cell];
        var next = starts[..^1];
        for (var row = 0; row < keys.Length; row++)
            _grouped[next[codes[row]]++] = keys[row];
        return (_grouped, starts);
    }

    /// <summary>Room for a code per row.</summary>
    internal Span<ushort> Codes(int length)
    {
        if (_codes.Length < length)
            _codes = new ushort[length + (length / 2)];
        return _codes.AsSpan(0, length);
    }

    /// <summary>Room for a state per cell.</summary>
    internal Span<PlacementSweep.Cell> Cells(int length)
    {
        if (_cells.Length < length)
            _cells = new PlacementSweep.Cell[length];
        return _cells.AsSpan(0, length);
    }
}
