using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>
/// What a threshold changes in the counts of a group, as sums from each score upward: looking a threshold up costs nothing. With it the sums that no threshold
/// changes, added by day in date order as stored points have them.
/// </summary>
internal sealed class RankTally
{
    private const int Sums = 4;
    private readonly int[] _scored;
    private readonly int[] _responded;
    private readonly int[] _overridden;

    private RankTally(int ranks) => (_scored, _responded, _overridden) = (new int[ranks + 1], new int[ranks + 1], new int[ranks + 1]);

    public long Scored => _scored[0];

    public long Mature { get; private set; }

    public double SumScore { get; private set; }

    public double SumSquaredError { get; private set; }

    public double SumFourthPowerError { get; private set; }

    public double SumSquaredErrorOfPositives { get; private set; }

    /// <param name="codes">1 for the rows of the group; null for all rows.</param>
    public static RankTally Of(LoadedPeriod period, ushort[]? codes)
    {
        var tally = new RankTally(period.Scores.Length);
        var (frame, states) = (period.Frame, period.States);
        for (var row = 0; row < states.Length; row++)
        {
            if (codes is not null && codes[row] == 0)
                continue;
            var rank = frame.Rank[row];
            tally._scored[rank]++;
            var response = (Response)frame.Response[row];
            if (response != Response.None)
                tally._responded[rank]++;
            if (response == Response.Overridden)
                tally._overridden[rank]++;
            tally.Mature += (states[row] & (byte)RowState.InMatureRange) != 0 ? 1 : 0;
        }

        FromTheTop(tally._scored);
        FromTheTop(tally._responded);
        FromTheTop(tally._overridden);
        if (period.SquaredErrors.Length > 0)
            tally.AddSums(period, codes);
        return tally;
    }

    /// <summary>Scored, flagged, and the responses to flags, when rows of that rank and above are flagged.</summary>
    public (long Flagged, long Responded, long Overridden) From(int rank) => (_scored[rank], _responded[rank], _overridden[rank]);

    private static void FromTheTop(int[] counts)
    {
        for (var rank = counts.Length - 2; rank >= 0; rank--)
            counts[rank] += counts[rank + 1];
    }

    private void AddSums(LoadedPeriod period, ushort[]? codes)
    {
        var (frame, first) = (period.Frame, period.Days.From.DayNumber);
        var partials = new double[Sums * period.Days.Days];
        foreach (var row in period.Evaluable)
        {
            if (codes is not null && codes[row] == 0)
                continue;
            var squared = period.SquaredErrors[row];
            var at = Sums * (frame.Day[row] - first);
            partials[at] += frame.Score[row];
            partials[at + 1] += squared;
            partials[at + 2] += squared * squared;
            if (frame.Outcome[row] == 1)
                partials[at + 3] += squared;
        }

        for (var at = 0; at < partials.Length; at += Sums)
        {
            SumScore += partials[at];
            SumSquaredError += partials[at + 1];
            SumFourthPowerError += partials[at + 2];
            SumSquaredErrorOfPositives += partials[at + 3];
        }
    }
}
