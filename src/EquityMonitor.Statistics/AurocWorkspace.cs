namespace EquityMonitor.Statistics;

/// <summary>Scratch memory of <see cref="SubgroupAuroc"/>, kept from call to call. One per thread.</summary>
public sealed class AurocWorkspace
{
    private int[] _counts = [];
    private double[] _influence = [];

    /// <summary>Cleared counters.</summary>
    internal Span<int> Counts(int length)
    {
        if (_counts.Length < length)
            _counts = new int[length + (length / 2)];
        var counts = _counts.AsSpan(0, length);
        counts.Clear();
        return counts;
    }

    /// <summary>A table that still holds what an earlier call left in it.</summary>
    internal Span<double> Influence(int length)
    {
        if (_influence.Length < length)
            _influence = new double[length + (length / 2)];
        return _influence.AsSpan(0, length);
    }
}
