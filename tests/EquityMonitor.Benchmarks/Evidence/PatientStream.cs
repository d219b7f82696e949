namespace EquityMonitor.Benchmarks.Evidence;

/// <summary>Draws the encounter days of one subgroup, one after the other.</summary>
public sealed class PatientStream(Scenario scenario, Random random)
{
    private const int LongestSeries = 4;
    private const int DaysBetweenVisits = 7;

    // Visits that are still to come, by days from now: found and missed.
    private readonly int[] _foundAhead = new int[(LongestSeries * DaysBetweenVisits) + 1];
    private readonly int[] _missedAhead = new int[(LongestSeries * DaysBetweenVisits) + 1];
    private readonly double _daySpread = scenario.Kind switch
    {
        Difficulty.OverdispersedDays => 0.15,
        Difficulty.SlightlyOverdispersedDays => 0.045,
        _ => 0,
    };

    private readonly double _firstVisits = scenario.Kind == Difficulty.RepeatedPatients ? scenario.PositivesPerDay / ((1 + LongestSeries) / 2.0) : scenario.PositivesPerDay;

    public DayCounts Next(double sensitivity)
    {
        var p = _daySpread > 0 ? OfTheDay(sensitivity) : sensitivity;
        var first = Poisson(_firstVisits);
        var found = 0;
        var frozenFound = 0;
        var frozen = 0;
        for (var i = 0; i < first; i++)
        {
            var isFound = random.NextDouble() < p;
            var inTime = scenario.Kind != Difficulty.LateOutcomes || random.NextDouble() < 0.8;
            found += isFound ? 1 : 0;
            frozen += inTime ? 1 : 0;
            frozenFound += isFound && inTime ? 1 : 0;
            if (scenario.Kind == Difficulty.RepeatedPatients)
                Schedule(isFound);
        }

        var (foundAgain, missedAgain) = (_foundAhead[0], _missedAhead[0]);
        Advance(_foundAhead);
        Advance(_missedAhead);
        return new DayCounts(found + foundAgain, first + foundAgain + missedAgain, frozenFound, frozen);
    }

    private void Schedule(bool isFound)
    {
        var visits = random.Next(1, LongestSeries + 1);
        for (var visit = 1; visit < visits; visit++)
            (isFound ? _foundAhead : _missedAhead)[visit * DaysBetweenVisits]++;
    }

    private static void Advance(int[] ahead)
    {
        Array.Copy(ahead, 1, ahead, 0, ahead.Length - 1);
        ahead[^1] = 0;
    }

    private int Poisson(double mean)
    {
        // Knuth's product; means are small here.
        var bound = Math.Exp(-mean);
        var product = random.NextDouble();
        var count = 0;
        while (product > bound)
        {
            product *= random.NextDouble();
            count++;
        }

        return count;
    }

    // Two values with the mean and spread that are wanted serve as well as any distribution: only the first two moments matter.
    private double OfTheDay(double mean) => mean + (random.NextDouble() < 0.5 ? -_daySpread : _daySpread);
}
