namespace EquityMonitor.Statistics;

/// <summary>Scratch memory of <see cref="SubgroupAuroc"/>, kept from call to call. One per thread.</summary>
public sealed class AurocWorkspace
{
    private int[] _counts = [];

    /// <summary>Cleared counters.</summary>
    internal Span<int> Counts(int length)
    {
        if (_counts.Length < length)
            _counts = new int[length + (length / 2)];
        var counts = _counts.AsSpan(0, length);
        counts.Clear();
        return counts;
    }
}
