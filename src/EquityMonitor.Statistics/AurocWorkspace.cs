namespace EquityMonitor.Statistics;

/// <summary>Scratch memory of <see cref="SubgroupAuroc"/>, kept from call to call. One per thread.</summary>
public sealed class AurocWorkspace
{
    private int[] _counts = [];
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
