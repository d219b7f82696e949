namespace EquityMonitor.Monitoring.Encounters;

/// <summary>
/// Deals the days of a pull into chunks, one query each. A source that is a file is scanned as a whole for every query, so chunks grow while they bring few rows;
/// memory holds one chunk, so they are short again once they bring many.
/// </summary>
/// <param name="days">Ascending.</param>
internal sealed class ChunkPlan(IReadOnlyList<DateOnly> days)
{
    private const int ShortestDays = 31;

    /// <summary>Half a year: where a busy source follows on a long stretch without rows, this many days of it are in memory once.</summary>
    private const int LongestDays = 186;

    private const int FewRows = 10_000;
    private const int ManyRows = 50_000;

    /// <summary>Days that nobody wants are read along rather than asked around, up to this many in a row.</summary>
    private const int WidestGap = 7;

    private int _next;
    private int _length = ShortestDays;

    /// <summary>The next chunk, ascending; empty when all days are dealt.</summary>
    public IReadOnlyList<DateOnly> Next()
    {
        var chunk = new List<DateOnly>();
        while (_next < days.Count
            && (chunk.Count == 0 || (days[_next].DayNumber - chunk[0].DayNumber < _length && days[_next].DayNumber - chunk[^1].DayNumber <= WidestGap)))
        {
            chunk.Add(days[_next++]);
        }

        return chunk;
    }

    /// <summary>Says how many rows the last chunk brought, bad ones included.</summary>
    public void Brought(int rows)
    {
        if (rows > ManyRows)
            _length = ShortestDays;
        else if (rows < FewRows)
            _length = Math.Min(2 * _length, LongestDays);
    }
}
