using EquityMonitor.Statistics;
using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Benchmarks.Evidence;

/// <summary>One subgroup as the four policies see it, day by day. Days are counted as they become mature.</summary>
/// <param name="random">Of the days that are watched.</param>
/// <param name="before">Of the days of the baseline.</param>
public sealed class WatchedSubgroup(Scenario scenario, Random random, Random before)
{
    // Of the visits of a patient with 1 to 4 alike: mean of squares over mean.
    private const double RepeatedDesignEffect = 7.5 / 2.5;

    // A window holds late outcomes of the days that are old enough for all of them to have come.
    private const int DaysUntilComplete = 60;

    private readonly PatientStream _patients = new(scenario, random);
    private readonly Queue<DayCounts> _window = new();
    private readonly Queue<DayCounts> _incomplete = new();
    private readonly ProportionEvidence _ratio = new(Scenario.Floor, Departure.Downwards);
    private readonly EvidenceDetector _detector = new(budget: 365);
    private readonly double[] _factors = new double[EvidenceGrid.Size];
    private int _found;
    private int _positives;

    /// <summary>Whether a day is one bet on its mean, by what the subgroup's baseline showed.</summary>
    public bool BetsOncePerDay { get; } = BetsOnce(scenario, before);

    public bool IsUnderPoint { get; private set; }

    /// <summary>One-sided p of the score test, which is the level at which Wilson's bound touches the floor; null under the minimum.</summary>
    public double? PValue { get; private set; }

    public bool HasAlarm { get; private set; }

    /// <summary>Takes the next day with the given true sensitivity.</summary>
    public void Next(double sensitivity)
    {
        var day = _patients.Next(sensitivity);
        AddToWindow(day);
        HasAlarm = day.FrozenPositives > 0 && Step(day);
        var enough = _positives >= Scenario.Minimum;
        IsUnderPoint = enough && _found < Scenario.Floor * _positives;
        PValue = enough ? OneSided() : null;
    }

    private void AddToWindow(DayCounts day)
    {
        _window.Enqueue(day);
        if (scenario.Kind != Difficulty.LateOutcomes)
        {
            _found += day.Found;
            _positives += day.Positives;
        }
        else
        {
            _found += day.FrozenFound;
            _positives += day.FrozenPositives;
            _incomplete.Enqueue(day);
            if (_incomplete.Count > DaysUntilComplete)
            {
                var complete = _incomplete.Dequeue();
                _found += complete.Found - complete.FrozenFound;
                _positives += complete.Positives - complete.FrozenPositives;
            }
        }

        if (_window.Count <= Scenario.Window)
            return;
        var gone = _window.Dequeue();
        _found -= gone.Found;
        _positives -= gone.Positives;
    }

    private bool Step(DayCounts day)
    {
        if (BetsOncePerDay)
        {
            var payoff = Payoff.Floor(Scenario.Floor);
            Array.Clear(_factors);
            BetEvidence.Add(payoff.Of((double)day.FrozenFound / day.FrozenPositives), payoff, day.FrozenPositives, _factors);
        }
        else
        {
            _ratio.LogFactors(day.FrozenFound, day.FrozenPositives, _factors);
        }

        return _detector.Step(_factors, 1.0 / Scenario.Subgroups);
    }

    private static bool BetsOnce(Scenario scenario, Random random)
    {
        if (scenario.Betting is Betting.Product or Betting.OncePerDay)
            return scenario.Betting == Betting.OncePerDay;
        var patients = new PatientStream(scenario, random);
        var dispersion = new DayDispersion(isProportion: true);
        for (var number = 0; number < Scenario.BaselineDays; number++)
        {
            var day = patients.Next(scenario.Sensitivity);

            // A patient counts once; outcomes of the baseline have all come.
            var (found, positives) = scenario.Kind == Difficulty.RepeatedPatients ? (day.FrozenFound, day.FrozenPositives) : (day.Found, day.Positives);
            if (positives > 0)
                dispersion.Add(positives, found, found);
        }

        return scenario.Betting == Betting.Estimate ? dispersion.Estimate.OrNull() > DayDispersion.Mark : !dispersion.IsOrdinary;
    }

    private double OneSided()
    {
        var effect = scenario.Kind == Difficulty.RepeatedPatients ? RepeatedDesignEffect : 1;
        var error = Math.Sqrt(Scenario.Floor * (1 - Scenario.Floor) * effect / _positives);
        return MathNet.Numerics.Distributions.Normal.CDF(0, 1, (((double)_found / _positives) - Scenario.Floor) / error);
    }
}
