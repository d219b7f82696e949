namespace EquityMonitor.Statistics;

/// <summary>The rows of one window by patient, with what every partition of them has in common: the sums of the whole. Built once, read by many threads.</summary>
public sealed class ClusteredRows
{
    /// <param name="patientStarts">The offset of each patient's first row, ascending from 0; the rows of one patient are adjacent.</param>
    /// <param name="rowStates">One <see cref="RowState"/> per row, as a byte.</param>
    /// <param name="squaredErrors">(s-y)^2 per row, s in [0, 1], read for evaluable rows only; empty when the score is not a probability.</param>
    /// <exception cref="ArgumentException">Lengths differ, or the patient offsets do not ascend from 0.</exception>
    public ClusteredRows(ReadOnlySpan<int> patientStarts, ReadOnlySpan<byte> rowStates, ReadOnlySpan<double> squaredErrors = default)
    {
        Validate(patientStarts, rowStates, squaredErrors);
        (Starts, States, Squared) = (patientStarts.ToArray(), rowStates.ToArray(), squaredErrors.ToArray());
        Residuals = new double[Squared.Length];
        for (var row = 0; row < Residuals.Length; row++)
            Residuals[row] = PatientErrors.Of(Squared[row], (States[row] & (int)RowState.OutcomePositive) != 0).Residual;
        var (all, allErrors) = (default(PatientMoments), default(ErrorMoments));
        var singles = new long[ClusteredCounts.States];
        for (var patient = 0; patient < Starts.Length; patient++)
        {
            var (start, end) = (Starts[patient], patient + 1 < Starts.Length ? Starts[patient + 1] : States.Length);
            var (counts, errors) = Of(start, end);
            if (end - start == 1)
                singles[States[start]]++;
            else
                all.Add(counts, 1);
            allErrors.Add(errors, counts, 1);
        }

        for (var state = 0; state < singles.Length; state++)
            all.Add(ClusteredCounts.Of((byte)state), singles[state]);
        (All, AllErrors) = (all, allErrors);
    }

    internal int[] Starts { get; }

    internal byte[] States { get; }

    /// <summary>(s-y)^2 per row; empty when the score is not a probability.</summary>
    internal double[] Squared { get; }

    /// <summary>s-y per row, where <see cref="Squared"/> has one.</summary>
    internal double[] Residuals { get; }

    internal bool HasErrors => Squared.Length > 0;

    /// <summary>Of all patients.</summary>
    internal PatientMoments All { get; }

    internal ErrorMoments AllErrors { get; }

    internal bool IsEvaluable(int row) => (States[row] & (int)Evaluable) == (int)Evaluable;

    /// <summary>None of a row that is not evaluable.</summary>
    internal PatientErrors ErrorsOf(int row) => HasErrors && IsEvaluable(row) ? new PatientErrors(Squared[row], Residuals[row]) : default;

    /// <summary>What the rows of a patient add up to.</summary>
    internal (PatientCounts Counts, PatientErrors Errors) Of(int start, int end)
    {
        var (counts, errors) = (default(PatientCounts), default(PatientErrors));
        for (var row = start; row < end; row++)
        {
            counts.Add(ClusteredCounts.Of(States[row]));
            errors += ErrorsOf(row);
        }

        return (counts, errors);
    }

    private const RowState Evaluable = RowState.InMatureRange | RowState.OutcomeKnown;

    private static void Validate(ReadOnlySpan<int> patientStarts, ReadOnlySpan<byte> rowStates, ReadOnlySpan<double> squaredErrors)
    {
        PatientOffsets.Validate(patientStarts, rowStates.Length, nameof(patientStarts));
        if (patientStarts.IsEmpty && !rowStates.IsEmpty)
            throw new ArgumentException("Clustered variances need the patients' offsets; without a patient key there is nothing to evaluate.", nameof(patientStarts));
        if (squaredErrors.Length != rowStates.Length && squaredErrors.Length != 0)
            throw new ArgumentException($"There are {squaredErrors.Length} squared errors for {rowStates.Length} rows; give one per row, or none.", nameof(squaredErrors));
        foreach (var state in rowStates)
        {
            if (state >= ClusteredCounts.States)
                throw new ArgumentException($"A row has state {state}; a state is a combination of {nameof(RowState)} flags.", nameof(rowStates));
        }
    }
}
