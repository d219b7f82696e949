using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>
/// Gap and ratio: as many blocks as the smaller side has encounters, dealt in the order of the frozen rows, and one bet on the means of each; one block a day where
/// the baseline's days are overdispersed. All contains the subgroup, so a comparison with it becomes one with everyone else, by the subgroup's share w of the day:
/// the mean of All is w times the own plus 1 - w times the others'.
/// </summary>
internal sealed class ComparedBets(RuleForm form) : DayBets(form)
{
    private double[] _own = [];
    private double[] _reference = [];

    public override BetCounts? Factors(FrozenDay day, int subset, int cell, EvidenceStream stream, bool kept, Span<double> factors)
    {
        var (cells, rows) = (day.Cells, day.Cells.Rows);
        var trials = cells.Trials(cell);
        var others = rows.Rows - trials;
        if (trials == 0 || others == 0)
            return null;
        var blocks = stream.OneBetPerDay ? 1 : Math.Min(trials, others);
        Deal(cells, subset, cell, blocks);
        var share = Form.Rule.Against is Reference.Everyone ? (double)trials / rows.Rows : 0;
        for (var side = 0; side < Sides.Count; side++)
        {
            var payoff = kept ? Sides[side].Break.Mirrored : Sides[side].Break;
            var against = payoff with { Own = payoff.Own + (share * payoff.Reference), Reference = (1 - share) * payoff.Reference };
            var of = factors.Slice(side * EvidenceGrid.Size, EvidenceGrid.Size);
            for (var block = 0; block < blocks; block++)
            {
                var (own, reference) = (SizeOf(trials, blocks, block), SizeOf(others, blocks, block));
                BetEvidence.Add(against.Of(_own[block] / own, _reference[block] / reference), payoff, 1 / ((1.0 / own) + (1.0 / reference)), of);
            }
        }

        var isProportion = Form.Metric.Kind == EvidenceKind.Proportion;
        return new BetCounts(trials, isProportion ? cells.Successes(cell) : null, others, isProportion ? cells.AllSuccesses - cells.Successes(cell) : null);
    }

    /// <summary>Sums of the blocks' own and reference encounters; sizes of blocks differ by at most one.</summary>
    private void Deal(DayCells cells, int subset, int cell, int blocks)
    {
        if (_own.Length < blocks)
            (_own, _reference) = (new double[blocks], new double[blocks]);
        Array.Clear(_own, 0, blocks);
        Array.Clear(_reference, 0, blocks);
        var rows = cells.Rows;
        var (nextOwn, nextReference) = (0, 0);
        for (var row = 0; row < rows.Rows; row++)
        {
            var value = Form.Metric.Kind == EvidenceKind.SquaredError ? EncounterBets.SquaredError(rows, row) : rows.Success[row] ? 1 : 0;
            if (cells.CellOf(row, subset) == cell)
            {
                _own[nextOwn] += value;
                nextOwn = nextOwn + 1 == blocks ? 0 : nextOwn + 1;
            }
            else
            {
                _reference[nextReference] += value;
                nextReference = nextReference + 1 == blocks ? 0 : nextReference + 1;
            }
        }
    }

    /// <summary>How many of some encounters block number <paramref name="block"/> gets when they are dealt in turn.</summary>
    private static int SizeOf(int encounters, int blocks, int block) => (encounters / blocks) + (block < encounters % blocks ? 1 : 0);
}
