using System.Globalization;

namespace EquityMonitor.Reporting.Suppression;

/// <summary>
/// Which counts are so small that a person might be recognised: from 1 to a largest one, 10 by the cell-size policy of the Centers for Medicare and Medicaid Services unless the hospital set it
/// higher (Privacy__SmallCells). Zero may be shown.
/// One number of the process, set at start, for pages, documents, interface and command line alike: a caller that forgot to hand it on would give away what all the others withhold.
/// </summary>
public static class SmallCount
{
    /// <summary>The largest small count unless configured, and the least that may be.</summary>
    public const int Standard = 10;

    private static readonly AsyncLocal<int?> OfFlow = new();
    private static volatile int _configured = Standard;

    public static int Largest => OfFlow.Value ?? _configured;

    /// <summary>"1 to 10".</summary>
    public static string Range => string.Create(CultureInfo.InvariantCulture, $"1 to {Largest}");

    public static bool Is(long count) => count >= 1 && count <= Largest;

    /// <summary>For the whole process; at start, before anything is shown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less protection than the policy's was asked for.</exception>
    public static void Configure(int largest) => _configured = Checked(largest);

    /// <summary>For what the caller does until it disposes the answer, and for nothing beside it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less protection than the policy's was asked for.</exception>
    public static IDisposable During(int largest)
    {
        var before = OfFlow.Value;
        OfFlow.Value = Checked(largest);
        return new Scope(before);
    }

    private static int Checked(int largest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, Standard);
        return largest;
    }

    private sealed class Scope(int? before) : IDisposable
    {
        public void Dispose() => OfFlow.Value = before;
    }
}
