namespace EquityMonitor.Statistics.Coverage;

/// <summary>How often intervals held the truth over simulated draws.</summary>
internal sealed class CoverageTally
{
    private readonly Dictionary<string, (int Held, int WithInterval, int Draws)> _counts = new(StringComparer.Ordinal);

    /// <summary>In the order in which they were first counted.</summary>
    public IEnumerable<string> Intervals => _counts.Keys;

    /// <summary>The share of intervals that held the truth, and of draws that had an interval at all.</summary>
    public (double Coverage, double Defined, int Of) this[string interval]
    {
        get
        {
            var (held, with, draws) = _counts[interval];
            return (held / (double)with, with / (double)draws, with);
        }
    }

    public static bool Holds(Interval interval, double truth) => !(interval.Low > truth) && !(interval.High < truth);

    public void Count(string what, Estimate estimate, double truth) =>
        Count(what, estimate is Estimate.Measured { Interval: { } interval } ? Holds(interval, truth) : null);

    /// <param name="held">Null where there is no interval.</param>
    public void Count(string what, bool? held)
    {
        var (sum, with, draws) = _counts.GetValueOrDefault(what);
        _counts[what] = (sum + (held == true ? 1 : 0), with + (held is null ? 0 : 1), draws + 1);
    }
}
