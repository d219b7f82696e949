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
    internal const int States = 128;
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
        double? threshold = null) => Evaluate(new ClusteredRows(patientStarts, rowStates, squaredErrors), codes, cells, threshold);

    /// <summary>The same for one of several partitions of the same rows.</summary>
    /// <inheritdoc cref="Evaluate(ReadOnlySpan{int}, ReadOnlySpan{byte}, ReadOnlySpan{ushort}, int, ReadOnlySpan{double}, double?)"/>
    public static ClusteredPartition Evaluate(ClusteredRows rows, ReadOnlySpan<ushort> codes, int cells, double? threshold = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (codes.Length != rows.States.Length && (codes.Length != 0 || cells != 0))
            throw new ArgumentException($"There are {codes.Length} codes for {rows.States.Length} rows; give one per row.", nameof(codes));
        foreach (var code in codes)
        {
            if (code >= cells)
                throw new ArgumentException($"A row has code {code}, but there are only {cells} cells.", nameof(codes));
        }

        var pass = new Pass(rows, cells);
        if (cells > 0)
            pass.Run(codes);
        return pass.Finish(threshold is > 0 and < 1 ? threshold / (1 - threshold) : null);
    }

    /// <summary>What a row of a state adds to the counts of its patient.</summary>
    internal static ref readonly PatientCounts Of(byte state) => ref CountsOfState[state];

    private sealed class Pass(ClusteredRows rows, int cells)
    {
        private readonly PatientMoments[] _own = new PatientMoments[cells];
        private readonly ErrorMoments[] _ownErrors = new ErrorMoments[cells];

        /// <summary>What taking a cell's own moments out of All's still leaves too much, for patients with rows both inside and outside.</summary>
        private readonly PatientMoments[] _mixed = new PatientMoments[cells];
        private readonly ErrorMoments[] _mixedErrors = new ErrorMoments[cells];

        /// <summary>Patients with a single row in a cell, the usual case, are only counted by state; their moments follow at the end.</summary>
        private readonly long[] _singles = new long[cells * States];

        private readonly PatientCounts[] _counts = new PatientCounts[cells];
        private readonly PatientErrors[] _errors = new PatientErrors[cells];
        private readonly int[] _rowsOfPatient = new int[cells];
        private readonly byte[] _lastState = new byte[cells];
        private readonly List<int> _touchedCells = [];

        public void Run(ReadOnlySpan<ushort> codes)
        {
            ReadOnlySpan<int> starts = rows.Starts;
            ReadOnlySpan<byte> states = rows.States;
            for (var patient = 0; patient < starts.Length; patient++)
            {
                var (start, end) = (starts[patient], patient + 1 < starts.Length ? starts[patient + 1] : states.Length);
                if (end - start == 1)
                {
                    int cell = codes[start], state = states[start];
                    _singles[(cell * States) + state]++;
                    if (rows.HasErrors && rows.IsEvaluable(start))
                        _ownErrors[cell].AddRow(rows.Squared[start], rows.Residuals[start], (state & (int)RowState.OutcomePositive) != 0);
                }
                else if (codes[start..end].IndexOfAnyExcept(codes[start]) < 0)
                {
                    var (counts, errors) = rows.Of(start, end);
                    _own[codes[start]].Add(counts, 1);
                    _ownErrors[codes[start]].Add(errors, counts, 1);
                }
                else
                {
                    AddMixed(start, end, codes);
                }
            }
        }

        public ClusteredPartition Finish(double? odds)
        {
            for (var cell = 0; cell < _own.Length; cell++)
            {
                for (var state = 0; state < States; state++)
                {
                    if (_singles[(cell * States) + state] is > 0 and var times)
                        _own[cell].Add(CountsOfState[state], times);
                }
            }

            var owns = new ClusteredCell[cells];
            var complements = new ClusteredCell[cells];
            for (var cell = 0; cell < cells; cell++)
            {
                var complement = rows.All;
                complement.Add(_own[cell], -1);
                complement.Add(_mixed[cell], -1);
                owns[cell] = Cell(_own[cell], _ownErrors[cell], odds);
                complements[cell] = Cell(complement, rows.AllErrors.Minus(_ownErrors[cell]).Minus(_mixedErrors[cell]), odds);
            }

            return new ClusteredPartition(Cell(rows.All, rows.AllErrors, odds), owns, complements);
        }

        private ClusteredCell Cell(in PatientMoments moments, in ErrorMoments errors, double? odds) =>
            new(moments.Variances(odds, rows.HasErrors ? errors : null), moments.ScoredPatients);

        private void AddMixed(int start, int end, ReadOnlySpan<ushort> codes)
        {
            var whole = default(PatientCounts);
            var wholeErrors = default(PatientErrors);
            for (var row = start; row < end; row++)
            {
                var cell = codes[row];
                if (_rowsOfPatient[cell]++ == 0)
                    _touchedCells.Add(cell);
                _lastState[cell] = rows.States[row];
                var errors = rows.ErrorsOf(row);
                _counts[cell].Add(CountsOfState[rows.States[row]]);
                whole.Add(CountsOfState[rows.States[row]]);
                _errors[cell] += errors;
                wholeErrors += errors;
            }

            foreach (var cell in _touchedCells)
            {
                ref var own = ref _counts[cell];
                var (ownErrors, others) = (_errors[cell], whole.Minus(own));
                if (_rowsOfPatient[cell] == 1)
                    _singles[(cell * States) + _lastState[cell]]++;
                else
                    _own[cell].Add(own, 1);
                _mixed[cell].AddExcess(own, others);

                _ownErrors[cell].Add(ownErrors, own, 1);
                _mixedErrors[cell].Add(wholeErrors, whole, 1);
                _mixedErrors[cell].Add(ownErrors, own, -1);
                _mixedErrors[cell].Add(wholeErrors - ownErrors, others, -1);

                own = default;
                _errors[cell] = default;
                _rowsOfPatient[cell] = 0;
            }

            _touchedCells.Clear();
        }
    }
}
