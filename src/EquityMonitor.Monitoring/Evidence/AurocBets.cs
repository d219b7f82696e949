using System.Numerics;
using System.Runtime.InteropServices;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>
/// AUROC against a fixed limit or everyone else: blocks of at least 5 positives and 5 negatives on each side, for which days are pooled. Class counts decide when a
/// pool is full and how many blocks it gives; encounters are dealt in the order of the days and their frozen rows. Of everyone else at most twice as many of each class are
/// taken, evenly over the days of the pool: more would hardly make a block surer. A pool that does not fill in 365 days is given up.
/// </summary>
internal sealed class AurocBets(RuleForm form) : DayBets(form)
{
    public const int PerClass = 5;
    private const int ReferencePerOwn = 2;
    /// <summary>Days.</summary>
    public const int LongestPool = 365;

    // Days that a pool may still hold, by their number modulo the length; the first has the number _first.
    private readonly FrozenDay[] _days = new FrozenDay[LongestPool];
    private readonly OneSide _own = new();
    private readonly OneSide _reference = new();
    private int _first;

    /// <summary>Number of the day that is next.</summary>
    public int Next { get; private set; }

    /// <summary>Goes on after a checkpoint.</summary>
    /// <param name="next">As <see cref="Next"/> was.</param>
    /// <param name="days">The last days of the ledger before it, oldest first.</param>
    public void Restore(int next, IReadOnlyList<FrozenDay> days)
    {
        _first = Next = next - days.Count;
        foreach (var day in days)
            Begin(day);
    }

    public override void Begin(FrozenDay day)
    {
        _days[Next % LongestPool] = day;
        Next++;
        _first = Math.Max(_first, Next - LongestPool);
    }

    public override BetCounts? Factors(FrozenDay day, int subset, int cell, EvidenceStream stream, bool kept, Span<double> factors)
    {
        if (day.Cells.Trials(cell) == 0)
            return null;
        var pool = stream.Pool;
        if (pool.Since < _first)
            pool.Clear();
        pool.Since ??= Next - 1;
        pool.Positives += day.Cells.Successes(cell);
        pool.Negatives += day.Cells.Trials(cell) - day.Cells.Successes(cell);
        var (others, otherNegatives) = (0, 0);
        var blocks = Math.Min(pool.Positives, pool.Negatives) / PerClass;
        if (blocks == 0)
            return null;
        if (Form.Compares)
        {
            (others, otherNegatives) = Others(day, subset, cell, stream);

            // Everybody contains the own encounters; those with the named value do not.
            var (positives, negatives) = Named is null ? (others - pool.Positives, otherNegatives - pool.Negatives) : (others, otherNegatives);
            blocks = Math.Min(blocks, Math.Min(positives, negatives) / PerClass);
            if (blocks <= 0)
                return null;
        }

        var counts = Bet(day, subset, cell, stream, (others, otherNegatives), blocks, kept, factors);
        pool.Clear();
        return counts;
    }

    private BetCounts Bet(FrozenDay last, int subset, int cell, EvidenceStream stream, (int Positives, int Negatives) all, int blocks, bool kept, Span<double> factors)
    {
        var (own, reference, pool) = (_own, _reference, stream.Pool);
        own.Clear();
        reference.Clear();
        var parts = last.Cells.PartsOf(subset, cell);
        var (first, second) = (Part(last, parts.First, parts.FirstCode), Part(last, parts.Second, parts.SecondCode));
        foreach (var day in DaysOf(stream))
            Gather(day, Named, first, second, pool, all, own, reference);

        for (var block = 0; block < blocks; block++)
        {
            var mine = own.Block(block, blocks);
            var (size, other) = ((double)mine.Smaller, 0.0);
            if (Form.Compares)
            {
                var theirs = reference.Block(block, blocks);
                (size, other) = (Math.Min(size, theirs.Smaller) / 2, theirs.Auroc);
            }

            for (var side = 0; side < stream.Sides.Count; side++)
            {
                var payoff = kept ? stream.Sides[side].Break.Mirrored : stream.Sides[side].Break;
                BetEvidence.Add(payoff.Of(mine.Auroc, other), payoff, size, factors.Slice(side * EvidenceGrid.Size, EvidenceGrid.Size));
            }
        }

        return new BetCounts(own.Count, null, Form.Compares ? reference.Count : null);
    }

    /// <summary>The days that the pool holds. One of before an alarm that was frozen after it is there and not in the pool: recovery looks at later days only.</summary>
    private IEnumerable<FrozenDay> DaysOf(EvidenceStream stream)
    {
        for (var number = stream.Pool.Since!.Value; number < Next; number++)
        {
            if (stream.Takes(_days[number % LongestPool]))
                yield return _days[number % LongestPool];
        }
    }

    private Reference.NamedValue? Named => Form.Rule.Against as Reference.NamedValue;

    /// <summary>Positives and negatives of the pool's days: of those with the named value, or of everybody.</summary>
    private (int Positives, int Negatives) Others(FrozenDay last, int subset, int cell, EvidenceStream stream)
    {
        var (positives, negatives) = (0, 0);
        if (Named is not { } named)
        {
            foreach (var day in DaysOf(stream))
                (positives, negatives) = (positives + day.Cells.AllSuccesses, negatives + day.Cells.AllTrials - day.Cells.AllSuccesses);
            return (positives, negatives);
        }

        var parts = last.Cells.PartsOf(subset, cell);
        var (first, second) = (Turned(Part(last, parts.First, parts.FirstCode), named), Turned(Part(last, parts.Second, parts.SecondCode), named));
        foreach (var day in DaysOf(stream))
        {
            if (day.Cells.Find(first, second, out var other) >= 0)
                (positives, negatives) = (positives + day.Cells.Successes(other), negatives + day.Cells.Trials(other) - day.Cells.Successes(other));
        }

        return (positives, negatives);
    }

    private static (string Column, string Value)? Turned((string Column, string Value)? part, Reference.NamedValue named) =>
        part?.Column == named.Column ? (named.Column, named.Value) : part;

    private static void Gather(
        FrozenDay day, Reference.NamedValue? named, (string Column, string Value)? first, (string Column, string Value)? second, AurocPool pool, (int Positives, int Negatives) all, OneSide own, OneSide reference)
    {
        var (cells, rows) = (day.Cells, day.Cells.Rows);
        var subset = cells.Find(first, second, out var cell);
        if (subset >= 0)
        {
            foreach (var row in cells.RowsOf(cell))
                own.Add(rows.Success[row], rows.Score[row]);
        }

        if (named is not null)
        {
            if (cells.Find(Turned(first, named), Turned(second, named), out var other) < 0)
                return;
            var left = (Positives: Share(ReferencePerOwn * pool.Positives, cells.Successes(other), all.Positives), Negatives: Share(ReferencePerOwn * pool.Negatives, cells.Trials(other) - cells.Successes(other), all.Negatives));
            foreach (var row in cells.RowsOf(other))
            {
                if (rows.Success[row] ? left.Positives-- > 0 : left.Negatives-- > 0)
                    reference.Add(rows.Success[row], rows.Score[row]);
            }

            return;
        }

        CellMembers? members = subset >= 0 ? cells.MembersOf(subset, cell) : null;
        Take(true, Share(ReferencePerOwn * pool.Positives, cells.AllSuccesses, all.Positives));
        Take(false, Share(ReferencePerOwn * pool.Negatives, cells.AllTrials - cells.AllSuccesses, all.Negatives));

        void Take(bool success, int wanted)
        {
            foreach (var row in cells.OfClass(success))
            {
                if (wanted == 0)
                    return;
                if (members?.Contains(row) == true)
                    continue;
                reference.Add(success, rows.Score[row]);
                wanted--;
            }
        }
    }

    /// <summary>How many of a day's encounters of a class are taken, so that the days of a pool give their part of those wanted; all where all are too few.</summary>
    private static int Share(int wanted, int ofDay, int ofAll) => ofAll == 0 ? 0 : (int)Math.Min(ofDay, Math.Ceiling((double)wanted * ofDay / ofAll));

    private static (string, string)? Part(FrozenDay day, int dimension, int code) =>
        dimension < 0 ? null : (day.Cells.Rows.Columns[dimension], day.Cells.Rows.Values[dimension][code]);

    /// <summary>Scores of one side by class.</summary>
    private sealed class OneSide
    {
        private readonly List<double> _positives = [];
        private readonly List<double> _negatives = [];

        public int Count => _positives.Count + _negatives.Count;

        public void Clear()
        {
            _positives.Clear();
            _negatives.Clear();
        }

        public void Add(bool positive, double score) => (positive ? _positives : _negatives).Add(score);

        public Block Block(int block, int blocks) => new(Dealt(_positives, block, blocks), Dealt(_negatives, block, blocks));

        /// <summary>The scores from b m / n on to before (b + 1) m / n, so that blocks of a pool of several days hold neighbouring days on both sides.</summary>
        private static ReadOnlySpan<double> Dealt(List<double> scores, int block, int blocks)
        {
            var start = (int)((long)block * scores.Count / blocks);
            return CollectionsMarshal.AsSpan(scores)[start..(int)((block + 1L) * scores.Count / blocks)];
        }
    }

    private readonly ref struct Block(ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives)
    {
        public int Smaller { get; } = Math.Min(positives.Length, negatives.Length);

        /// <summary>Pairs in which the positive has the higher score; ties count half.</summary>
        public double Auroc { get; } = Ranked(positives, negatives);

        private static double Ranked(ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives)
        {
            // Counts of whole numbers, so that the width of a vector changes nothing.
            var halves = 0L;
            foreach (var positive in positives)
            {
                var (below, at) = (Vector<long>.Zero, 0);
                var score = new Vector<double>(positive);
                for (; at <= negatives.Length - Vector<double>.Count; at += Vector<double>.Count)
                {
                    var others = new Vector<double>(negatives[at..]);
                    below -= Vector.LessThan(others, score) + Vector.LessThanOrEqual(others, score);
                }

                halves += Vector.Sum(below);
                for (; at < negatives.Length; at++)
                    halves += positive > negatives[at] ? 2 : positive == negatives[at] ? 1 : 0;
            }

            return halves / (2.0 * positives.Length * negatives.Length);
        }
    }
}
