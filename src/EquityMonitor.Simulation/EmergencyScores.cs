namespace EquityMonitor.Simulation;

/// <summary>The scores of one visit to the emergency department: several over hours, of which the highest is the one that is calibrated.</summary>
internal static class EmergencyScores
{
    private const int LastSecond = 86_399;

    /// <summary>Shares of visits with one, two, ... scores.</summary>
    private static readonly double[] Counts = [0.30, 0.37, 0.20, 0.10, 0.03];

    public static void Add(List<SimulatedRow> rows, EncounterDraw encounter, string id, DateOnly day, bool isShort, ref RandomStream random)
    {
        // Arrivals peak in the afternoon. A visit's scores stay within its day: the visit counts as one encounter of that day.
        var arrival = (int)(86_400 * (random.Chance(0.35) ? random.Uniform() : 0.3 + 0.65 * (random.Uniform() + random.Uniform()) / 2));
        Span<int> seconds = stackalloc int[Counts.Length];
        var wanted = 1 + random.Pick(Counts);
        var count = 0;
        for (var second = arrival; count < wanted && second <= LastSecond; second += 1200 + random.Below(6000)) seconds[count++] = second;

        var shift = isShort && arrival < SimulatedHospital.ShortDayGap ? SimulatedHospital.ShortDayGap : 0;
        var highest = random.Below(count);
        for (var i = 0; i < count; i++)
        {
            var logit = encounter.ScoreLogit - (i == highest ? 0 : random.Exponential());
            rows.Add(encounter.ToRow(id, day.ToDateTime(TimeOnly.MinValue).AddSeconds(seconds[i] + shift), logit, day, ref random));
        }
    }
}
