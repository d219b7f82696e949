using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>Brier score and observed over expected against a fixed limit: one bet for each encounter, or one on the day's mean unless days are shown to vary by chance alone.</summary>
internal sealed class EncounterBets(RuleForm form) : DayBets(form)
{
    public override BetCounts? Factors(FrozenDay day, int subset, int cell, EvidenceStream stream, bool kept, Span<double> factors)
    {
        var (cells, rows) = (day.Cells, day.Cells.Rows);
        var trials = cells.Trials(cell);
        if (trials == 0)
            return null;
        for (var side = 0; side < stream.Sides.Count; side++)
        {
            var payoff = kept ? stream.Sides[side].Break.Mirrored : stream.Sides[side].Break;
            var of = factors.Slice(side * EvidenceGrid.Size, EvidenceGrid.Size);
            var sum = 0.0;
            for (var row = 0; row < rows.Rows; row++)
            {
                if (!cells.IsIn(row, subset, cell))
                    continue;
                var value = Form.Metric.Kind == EvidenceKind.ObservedExpected
                    ? payoff.Of(rows.Success[row] ? 1 : 0, rows.Score[row])
                    : payoff.Of(SquaredError(rows, row));
                if (stream.OneBetPerDay)
                    sum += value;
                else
                    BetEvidence.Add(value, payoff, 1, of);
            }

            if (stream.OneBetPerDay)
                BetEvidence.Add(sum / trials, payoff, trials, of);
        }

        return new BetCounts(trials, null);
    }

    public static double SquaredError(FrozenRows rows, int row)
    {
        var error = rows.Score[row] - (rows.Success[row] ? 1 : 0);
        return error * error;
    }
}
