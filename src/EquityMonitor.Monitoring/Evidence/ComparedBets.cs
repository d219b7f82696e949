using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>
/// Gap and ratio: as many blocks as the smaller side has encounters, dealt in the order of the frozen rows, and one bet on the means of each; one block a day unless
/// days are shown to vary by chance alone. Of m encounters, block b of n gets those from b m / n on to before (b + 1) m / n. All contains the subgroup, so a comparison
/// with it becomes one with everyone else, by the subgroup's share w of the day: the mean of All is w times the own plus 1 - w times the others'.
/// </summary>
internal sealed class ComparedBets(RuleForm form) : DayBets(form)
{
    private double[] _own = [];
    private double[] _reference = [];
    private double[] _payoffs = [];
    private double[] _sizes = [];
    private double[] _before = [];
    private DayCells? _cells;

    public override void Begin(FrozenDay day)
    {
        _cells = day.Cells;
        var rows = _cells.Rows;
        if (_before.Length < rows.Rows + 1)
            _before = new double[rows.Rows + 1];
        for (var row = 0; row < rows.Rows; row++)
            _before[row + 1] = _before[row] + (Form.Metric.Kind == EvidenceKind.SquaredError ? EncounterBets.SquaredError(rows, row) : rows.Success[row] ? 1 : 0);
    }

    public override BetCounts? Factors(FrozenDay day, int subset, int cell, EvidenceStream stream, bool kept, Span<double> factors)
    {
        var (cells, rows) = (day.Cells, day.Cells.Rows);
        var trials = cells.Trials(cell);
        var counterpart = -1;
        var isNamed = Form.Rule.Against is Reference.NamedValue(var column, var value) && cells.TryCounterpart(subset, cell, column, value, out counterpart);
        var others = !isNamed ? rows.Rows - trials : counterpart < 0 ? 0 : cells.Trials(counterpart);
        if (trials == 0 || others == 0)
            return null;
        var blocks = stream.OneBetPerDay ? 1 : Math.Min(trials, others);
        if (isNamed)
            Deal(cells.RowsOf(cell), cells.RowsOf(counterpart), blocks);
        else
            Deal(cells.RowsOf(cell), rows.Rows, blocks);
        var share = Form.Rule.Against is Reference.Everyone ? (double)trials / rows.Rows : 0;
        for (var side = 0; side < stream.Sides.Count; side++)
        {
            var payoff = kept ? stream.Sides[side].Break.Mirrored : stream.Sides[side].Break;
            var against = payoff with { Own = payoff.Own + (share * payoff.Reference), Reference = (1 - share) * payoff.Reference };
            for (var block = 0; block < blocks; block++)
            {
                var (own, reference) = (Start(block + 1, trials, blocks) - Start(block, trials, blocks), Start(block + 1, others, blocks) - Start(block, others, blocks));
                _payoffs[block] = against.Of(_own[block] / own, _reference[block] / reference);
                _sizes[block] = 1 / ((1.0 / own) + (1.0 / reference));
            }

            BetEvidence.Add(_payoffs.AsSpan(0, blocks), payoff, _sizes.AsSpan(0, blocks), factors.Slice(side * EvidenceGrid.Size, EvidenceGrid.Size));
        }

        var isProportion = Form.Metric.Kind == EvidenceKind.Proportion;
        return new BetCounts(trials, isProportion ? cells.Successes(cell) : null, others, !isProportion ? null : isNamed ? cells.Successes(counterpart) : cells.AllSuccesses - cells.Successes(cell));
    }

    /// <summary>Sums of the blocks' own and reference encounters. The others of a block are neighbours but for own rows between them, so that running sums serve.</summary>
    private void Deal(ReadOnlySpan<int> own, int rows, int blocks)
    {
        MakeRoom(blocks);
        var others = rows - own.Length;
        var (passed, passedSum, sumBefore) = (0, 0.0, 0.0);
        for (var block = 0; block < blocks; block++)
        {
            _own[block] = SumOf(own, block, blocks);

            // The row before which the others of this block and all before it stand, own rows among them.
            var end = Start(block + 1, others, blocks);
            while (passed < own.Length && own[passed] <= end + passed)
                passedSum += ValueAt(own[passed++]);
            var sumThrough = _before[end + passed] - passedSum;
            _reference[block] = sumThrough - sumBefore;
            sumBefore = sumThrough;
        }
    }

    /// <summary>Sums of the blocks of two groups.</summary>
    private void Deal(ReadOnlySpan<int> own, ReadOnlySpan<int> reference, int blocks)
    {
        MakeRoom(blocks);
        for (var block = 0; block < blocks; block++)
            (_own[block], _reference[block]) = (SumOf(own, block, blocks), SumOf(reference, block, blocks));
    }

    private void MakeRoom(int blocks)
    {
        if (_own.Length < blocks)
            (_own, _reference, _payoffs, _sizes) = (new double[blocks], new double[blocks], new double[blocks], new double[blocks]);
    }

    private double SumOf(ReadOnlySpan<int> rows, int block, int blocks)
    {
        var sum = 0.0;
        foreach (var row in rows[Start(block, rows.Length, blocks)..Start(block + 1, rows.Length, blocks)])
            sum += ValueAt(row);
        return sum;
    }

    private double ValueAt(int row) => _before[row + 1] - _before[row];

    private static int Start(int block, int encounters, int blocks) => (int)((long)block * encounters / blocks);
}
