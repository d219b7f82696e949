namespace EquityMonitor.Statistics.Evidence;

/// <summary>
/// An e-detector of Shiryaev-Roberts form: for each alternative j, M_j becomes (M_j + increment) L_j on each day; the evidence is M = mean of M_j, and it alarms when
/// M reaches the budget B. Then all M_j are 0 again. With increments 1/K for each of K streams (K fixed the day before), the expected number of false alarms of all
/// streams together in any n days is at most n/B, whatever the overlap of the streams and the sizes of the samples, as long as each L has a conditional mean of at most 1.
/// Evidence has no unit, the budget is in days. Always defined; before the first step the evidence is nil and there is no onset.
/// Logarithms throughout, so that nothing overflows. Mutable; not thread-safe.
/// Source: Shin, Ramdas and Rinaldo 2023 (arXiv 2203.03532), section 3.
/// </summary>
public sealed class EvidenceDetector
{
    private readonly double _logBudget;
    private readonly double _logWeight;
    private readonly double[] _logEvidence;
    private readonly double[] _sum;
    private readonly double[] _least;
    private readonly int[] _first;
    private readonly bool[] _atLeast;

    /// <param name="budget">B: days per false alarm at most, on average; infinite for a detector that somebody else holds against a bound, so that it never starts over by itself.</param>
    /// <param name="alternatives">One grid, or the grids of both sides of a band, which are then averaged.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not above 0, or there is no alternative.</exception>
    public EvidenceDetector(double budget, int alternatives = EvidenceGrid.Size)
    {
        if (!(budget > 0))
            throw new ArgumentOutOfRangeException(nameof(budget), budget, "The budget is a number of days above 0.");
        ArgumentOutOfRangeException.ThrowIfLessThan(alternatives, 1);
        _logBudget = Math.Log(budget);
        _logWeight = -Math.Log(alternatives);
        _logEvidence = new double[alternatives];
        _sum = new double[alternatives];
        _least = new double[alternatives];
        _first = new int[alternatives];
        _atLeast = new bool[alternatives];
        Reset();
    }

    /// <summary>ln M; negative infinity before the first step.</summary>
    public double LogEvidence { get; private set; }

    /// <summary>Steps since the detector was made; a reset does not set it back.</summary>
    public int Steps { get; private set; }

    /// <summary>
    /// The label of the step at which the departure probably began: the first after the latest minimum of the running sum of ln L of the alternative
    /// that holds the most evidence; the sum is 0 at the reset, which is a minimum too. Null before the first step since the last reset.
    /// </summary>
    public int? Onset { get; private set; }

    /// <summary>Takes one day.</summary>
    /// <param name="logFactors">ln L for each alternative, finite.</param>
    /// <param name="increment">1/K, above 0; 1 for a detector of recovery.</param>
    /// <param name="label">What <see cref="Onset"/> calls this step, for example its day; its number, from 1, when null.</param>
    /// <returns>Whether the evidence reached the budget. It is then back at 0, while <see cref="LogEvidence"/> and <see cref="Onset"/> still tell what it was.</returns>
    /// <exception cref="ArgumentException">There are not as many factors as alternatives.</exception>
    public bool Step(ReadOnlySpan<double> logFactors, double increment, int? label = null)
    {
        if (logFactors.Length != _logEvidence.Length)
            throw new ArgumentException($"A step needs {_logEvidence.Length} factors; there are {logFactors.Length}.", nameof(logFactors));
        Steps++;
        var name = label ?? Steps;
        var logIncrement = Math.Log(increment);
        var best = 0;
        for (var j = 0; j < _logEvidence.Length; j++)
        {
            _logEvidence[j] = LogSum(_logEvidence[j], logIncrement) + logFactors[j];
            _sum[j] += logFactors[j];
            if (_atLeast[j])
                _first[j] = name;
            _atLeast[j] = _sum[j] <= _least[j];
            if (_atLeast[j])
                _least[j] = _sum[j];
            if (_logEvidence[j] > _logEvidence[best])
                best = j;
        }

        // At a minimum today nothing has departed yet: the next step is the first that could.
        Onset = _atLeast[best] ? name : _first[best];
        LogEvidence = LogSum(_logEvidence) + _logWeight;
        if (LogEvidence < _logBudget)
            return false;
        Clear();
        return true;
    }

    /// <summary>Starts anew: all evidence is given up.</summary>
    public void Reset()
    {
        Clear();
        LogEvidence = double.NegativeInfinity;
        Onset = null;
    }

    /// <summary>How many numbers <see cref="Save"/> writes.</summary>
    public int StateLength => 3 + (4 * _logEvidence.Length);

    /// <summary>Writes everything that the detector has become; <see cref="Load"/> goes on from it to the bit.</summary>
    /// <exception cref="ArgumentException">There is no room for <see cref="StateLength"/> numbers.</exception>
    public void Save(Span<double> state)
    {
        if (state.Length != StateLength)
            throw new ArgumentException($"The state takes {StateLength} numbers; there is room for {state.Length}.", nameof(state));
        (state[0], state[1], state[2]) = (LogEvidence, Steps, Onset ?? double.NaN);
        for (var j = 0; j < _logEvidence.Length; j++)
        {
            var of = state.Slice(3 + (4 * j), 4);
            (of[0], of[1], of[2], of[3]) = (_logEvidence[j], _sum[j], _least[j], _atLeast[j] ? double.NaN : _first[j]);
        }
    }

    /// <summary>Takes the state of a detector with as many alternatives.</summary>
    /// <exception cref="ArgumentException">There are not <see cref="StateLength"/> numbers.</exception>
    public void Load(ReadOnlySpan<double> state)
    {
        if (state.Length != StateLength)
            throw new ArgumentException($"The state takes {StateLength} numbers; there are {state.Length}.", nameof(state));
        (LogEvidence, Steps, Onset) = (state[0], (int)state[1], double.IsNaN(state[2]) ? null : (int)state[2]);
        for (var j = 0; j < _logEvidence.Length; j++)
        {
            var of = state.Slice(3 + (4 * j), 4);
            (_logEvidence[j], _sum[j], _least[j], _atLeast[j]) = (of[0], of[1], of[2], double.IsNaN(of[3]));
            _first[j] = _atLeast[j] ? 0 : (int)of[3];
        }
    }

    private void Clear()
    {
        Array.Fill(_logEvidence, double.NegativeInfinity);
        Array.Clear(_sum);
        Array.Clear(_least);
        Array.Fill(_atLeast, true);
    }

    private static double LogSum(double a, double b)
    {
        var (large, small) = a > b ? (a, b) : (b, a);

        // Below e^-37 the sum with 1 is 1.
        return small - large < -37 || double.IsNegativeInfinity(small) ? large : large + Math.Log(1 + Math.Exp(small - large));
    }

    private static double LogSum(ReadOnlySpan<double> values)
    {
        var largest = double.NegativeInfinity;
        foreach (var value in values)
            largest = Math.Max(largest, value);
        if (double.IsNegativeInfinity(largest))
            return largest;
        var sum = 0.0;
        foreach (var value in values)
            sum += Math.Exp(value - largest);
        return largest + Math.Log(sum);
    }
}
