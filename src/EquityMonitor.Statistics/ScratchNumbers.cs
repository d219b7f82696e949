using System.Buffers;

namespace EquityMonitor.Statistics;

/// <summary>Numbers that are needed for one computation: a million rows would else leave megabytes behind with every metric. Not cleared.</summary>
internal readonly ref struct ScratchNumbers(int length)
{
    private readonly double[] _numbers = ArrayPool<double>.Shared.Rent(length);

    public Span<double> Span => _numbers.AsSpan(0, length);

    public void Dispose() => ArrayPool<double>.Shared.Return(_numbers);
}
