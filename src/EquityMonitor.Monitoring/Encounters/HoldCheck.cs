namespace EquityMonitor.Monitoring.Encounters;

/// <summary>Whether what the source returned for a day looks wrong, so that a person should see it before it replaces anything.</summary>
internal static class HoldCheck
{
    private const int LeastBadRows = 10;

    /// <param name="read">Valid rows as they were read.</param>
    /// <param name="rejected">Rows that were refused.</param>
    /// <param name="rows">Rows of the new content.</param>
    /// <param name="knownOutcomes">Known outcomes of the new content.</param>
    /// <param name="before">The content in force; null when there is none that the new one can be compared with.</param>
    public static HoldReason? Of(int read, int rejected, int rows, int knownOutcomes, EncounterDay? before)
    {
        // Over 5 %, in whole numbers.
        if (rejected >= LeastBadRows && rejected * 20L > read + (long)rejected)
            return HoldReason.TooManyBadRows;
        if (before is null || before.Rows == 0)
            return null;
        if (rows == 0)
            return HoldReason.RowsVanished;
        if (LostOverAFifth(before.Rows, rows))
            return HoldReason.RowsLost;
        return LostOverAFifth(before.KnownOutcomes, knownOutcomes) ? HoldReason.OutcomesLost : null;
    }

    private static bool LostOverAFifth(int before, int now) => now * 5L < before * 4L;
}
