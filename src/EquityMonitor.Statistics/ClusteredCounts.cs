namespace EquityMonitor.Statistics;

/// <summary>The variances of one group with the patient as the unit, and its distinct patients in the scored range.</summary>
public sealed record ClusteredCell(ClusterVariances Variances, long Patients);

/// <summary>Every cell of a partition, what is left without it, and the whole.</summary>
/// <param name="All">All rows.</param>
/// <param name="Own">Per cell, its rows.</param>
/// <param name="Complement">Per cell, the rows outside it.</param>
public sealed record ClusteredPartition(ClusteredCell All, IReadOnlyList<ClusteredCell> Own, IReadOnlyList<ClusteredCell> Complement);

/// <summary>
/// Patient-clustered variances of every metric but AUROC, for all cells of a partition and their complements in one pass over the rows.
/// <para>v = M/(M-1) * sum over patients j of (sum of psi over j's rows)^2. Ratio x/n: psi = (x_i - p n_i)/n; net benefit: psi = (w - NB)/n with w = 1 for
/// a true positive, -t/(1-t) for a false positive, else 0; Brier: psi = ((s-y)^2 - mean)/n; mean error: psi = (s-y - mean)/n. M counts patients with a row in the metric's denominator.</para>
/// <para>Counts are summed as integers, so ratio metrics are equal to the bit in whatever order the rows come. Variances are in the
/// square of the metric's unit. Null with fewer than 2 such patients or a zero denominator: <see cref="Estimator"/> then takes the whole's design effect, or says that the metric is not
/// estimable. Assumes independent patients. Source: linearisation for a ratio with clusters (Cochran 1977, section 9A).</para>
/// </summary>
public static class ClusteredCounts
{
    private const int States = 128;
    private static readonly PatientCounts[] CountsOfState = [.. Enumerable.Range(0, States).Select(state => PatientCounts.Of((RowState)state))];

    /// <param name="patientStarts">The offset of each patient's first row, ascending from 0; the rows of one patient are adjacent.</param>
    /// <param name="rowStates">One <see cref="RowState"/> per row, as a byte.</param>
    /// <param name="codes">The cell of each row, below <paramref name="cells"/>; empty together with <paramref name="cells"/> 0 for the whole alone.</param>
    /// <param name="squaredErrors">(s-y)^2 per row, s in [0, 1], read for evaluable rows only; empty when the score is not a probability.</param>
    /// <param name="threshold">The decision threshold for net benefit, inside (0, 1); null, 0 or 1 leave net benefit undefined.</param>
    /// <exception cref="ArgumentException">Lengths differ, a code is not below the number of cells, or the patient offsets do not ascend from 0.</exception>
    public static ClusteredPartition Evaluate(
        ReadOnlySpan<int> patientStarts,
        ReadOnlySpan<byte> rowStates,
        ReadOnlySpan<ushort> codes,
        int cells,
        ReadOnlySpan<double> squaredErrors = default,
        double? threshold = null)
    {
        Validate(patientStarts, rowStates, codes, cells, squaredErrors);
        var pass = new Pass(Math.Max(cells, 1));
        for (var patient = 0; patient < patientStarts.Length; patient++)
        {
            var start = patientStarts[patient];
            var end = patient + 1 < patientStarts.Length ? patientStarts[patient + 1] : rowStates.Length;
            pass.Add(
                rowStates[start..end],
                codes.IsEmpty ? codes : codes[start..end],
                squaredErrors.IsEmpty ? squaredErrors : squaredErrors[start..end]);
        }

        double? odds = threshold is > 0 and < 1 ? threshold / (1 - threshold) : null;
        return pass.Finish(cells, odds, !squaredErrors.IsEmpty);
    }

    private static void Validate(
        ReadOnlySpan<int> patientStarts, ReadOnlySpan<byte> rowStates, ReadOnlySpan<ushort> codes, int cells, ReadOnlySpan<double> squaredErrors)
    {
        PatientOffsets.Validate(patientStarts, rowStates.Length, nameof(patientStarts));
        if (patientStarts.IsEmpty && !rowStates.IsEmpty)
            throw new ArgumentException("Clustered variances need the patients' offsets; without a patient key there is nothing to evaluate.", nameof(patientStarts));
        if (codes.Length != rowStates.Length && (codes.Length != 0 || cells != 0))
            throw new ArgumentException($"There are {codes.Length} codes for {rowStates.Length} rows; give one per row.", nameof(codes));
        if (squaredErrors.Length != rowStates.Length && squaredErrors.Length != 0)
            throw new ArgumentException($"There are {squaredErrors.Length} squared errors for {rowStates.Length} rows; give one per row, or none.", nameof(squaredErrors));
        foreach (var code in codes)
        {
            if (code >= cells)
                throw new ArgumentException($"A row has code {code}, but there are only {cells} cells.", nameof(codes));
        }

        foreach (var state in rowStates)
        {
            if (state >= States)
                throw new ArgumentException($"A row has state {state}; a state is a combination of {nameof(RowState)} flags.", nameof(rowStates));
        }
    }

    private sealed class Pass(int cells)
    {
        private readonly PatientMoments[] _own = new PatientMoments[cells];

        /// <summary>What taking a cell's own moments out of All's still leaves too much, for patients with rows both inside and outside.</summary>
        private readonly PatientMoments[] _mixed = new PatientMoments[cells];

        /// <summary>Patients with a single row, the usual case, are only counted by state; their moments follow at the end.</summary>
        private readonly long[] _singles = new long[cells * States];

        private readonly PatientCounts[] _counts = new PatientCounts[cells];
        private readonly PatientErrors[] _errors = new PatientErrors[cells];
        private readonly bool[] _touched = new bool[cells];
        private readonly List<int> _touchedCells = [];
        private PatientMoments _all;

        public void Add(ReadOnlySpan<byte> states, ReadOnlySpan<ushort> codes, ReadOnlySpan<double> errors)
        {
            var first = codes.IsEmpty ? 0 : codes[0];
            if (states.Length == 1)
            {
                _singles[(first * States) + states[0]]++;
                ref readonly var row = ref CountsOfState[states[0]];
                if (!errors.IsEmpty && row.Evaluable > 0)
                {
                    var only = PatientErrors.Of(errors[0], row.Positives > 0);
                    _own[first].AddErrors(row, only, 1);
                    _all.AddErrors(row, only, 1);
                }

                return;
            }

            if (codes.IsEmpty || codes.IndexOfAnyExcept(codes[0]) < 0)
            {
                var counts = default(PatientCounts);
                var error = default(PatientErrors);
                for (var row = 0; row < states.Length; row++)
                    Accumulate(ref counts, ref error, states[row], errors, row);
                _own[first].Add(counts, error, 1);
                _all.AddErrors(counts, error, 1);
                return;
            }

            AddMixed(states, codes, errors);
        }

        public ClusteredPartition Finish(int reported, double? odds, bool hasErrors)
        {
            for (var cell = 0; cell < _own.Length; cell++)
            {
                for (var state = 0; state < States; state++)
                {
                    if (_singles[(cell * States) + state] is > 0 and var times)
                        _own[cell].AddCounts(CountsOfState[state], times);
                }
            }

            var all = _all;
            foreach (var own in _own)
                all.Add(own.WithoutErrors(), 1);

            var owns = new ClusteredCell[reported];
            var complements = new ClusteredCell[reported];
            for (var cell = 0; cell < reported; cell++)
            {
                var complement = all;
                complement.Add(_own[cell], -1);
                complement.Add(_mixed[cell], -1);
                owns[cell] = Cell(_own[cell], odds, hasErrors);
                complements[cell] = Cell(complement, odds, hasErrors);
            }

            return new ClusteredPartition(Cell(all, odds, hasErrors), owns, complements);
        }

        private static ClusteredCell Cell(in PatientMoments moments, double? odds, bool hasErrors) =>
            new(moments.Variances(odds, hasErrors), moments.ScoredPatients);

        private static void Accumulate(ref PatientCounts counts, ref PatientErrors error, byte state, ReadOnlySpan<double> errors, int row)
        {
            ref readonly var contribution = ref CountsOfState[state];
            counts.Add(contribution);
            if (!errors.IsEmpty && contribution.Evaluable > 0)
                error += PatientErrors.Of(errors[row], contribution.Positives > 0);
        }

        private void AddMixed(ReadOnlySpan<byte> states, ReadOnlySpan<ushort> codes, ReadOnlySpan<double> errors)
        {
            var whole = default(PatientCounts);
            var wholeError = default(PatientErrors);
            for (var row = 0; row < states.Length; row++)
            {
                var cell = codes[row];
                if (!_touched[cell])
                {
                    _touched[cell] = true;
                    _touchedCells.Add(cell);
                }

                Accumulate(ref _counts[cell], ref _errors[cell], states[row], errors, row);
                Accumulate(ref whole, ref wholeError, states[row], errors, row);
            }

            _all.Add(whole, wholeError, 1);
            foreach (var cell in _touchedCells)
            {
                ref var own = ref _counts[cell];
                var ownError = _errors[cell];
                _own[cell].Add(own, ownError, 1);

                // All's counts are summed up from the cells at the end, where this patient would appear once per cell.
                _all.AddCounts(own, -1);

                _mixed[cell].Add(whole, wholeError, 1);
                _mixed[cell].Add(own, ownError, -1);
                _mixed[cell].Add(whole.Minus(own), wholeError - ownError, -1);

                own = default;
                _errors[cell] = default;
                _touched[cell] = false;
            }

            _touchedCells.Clear();
        }
    }
}
