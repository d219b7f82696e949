using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace EquityMonitor.Statistics.Evidence.Simulated;

/// <summary>Encounters a day that a ranking is about.</summary>
/// <param name="Auroc">The true one, in (0, 1).</param>
/// <param name="Positives">Mean a day, above 0.</param>
/// <param name="Negatives">Mean a day, above 0.</param>
public readonly record struct RankedVolume(double Auroc, double Positives, double Negatives);

/// <summary>
/// AUROC against fixed limits or a gap: Poisson numbers of both classes a day, pooled until each side has a block of 5 of each. Scores are normal in both classes with
/// one variance, at the distance that gives the AUROC; of more than 60 in a class its distribution stands in for its members.
/// </summary>
public sealed class SimulatedAuroc : SimulatedBets
{
    /// <summary>The least of each class in a block.</summary>
    public const int PerClass = 5;

    private const int ReferencePerOwn = 2;
    private const int LongestPool = 365;
    private const int Many = 60;

    private readonly Payoff[] _sides;
    private readonly RankedVolume _own;
    private readonly RankedVolume? _reference;
    private int _days;
    private (int Positives, int Negatives) _pool;
    private (int Positives, int Negatives) _others;

    /// <param name="sides">What the bets on each limit pay.</param>
    /// <param name="own">The group.</param>
    /// <param name="reference">Whom it is held against; null for a fixed limit.</param>
    public SimulatedAuroc(IReadOnlyList<Payoff> sides, RankedVolume own, RankedVolume? reference)
    {
        ArgumentNullException.ThrowIfNull(sides);
        _sides = [.. sides];
        _own = Checked(own);
        _reference = reference is { } others ? Checked(others) : null;
    }

    public override int Alternatives => _sides.Length * EvidenceGrid.Size;

    public override void Begin() => (_days, _pool, _others) = (0, default, default);

    public override bool Day(Random random, Span<double> logFactors)
    {
        if (++_days > LongestPool)
            Begin();
        _pool = (_pool.Positives + Draws.Poisson(random, _own.Positives), _pool.Negatives + Draws.Poisson(random, _own.Negatives));
        var blocks = Math.Min(_pool.Positives, _pool.Negatives) / PerClass;
        if (_reference is { } reference)
        {
            _others = (_others.Positives + Draws.Poisson(random, reference.Positives), _others.Negatives + Draws.Poisson(random, reference.Negatives));
            blocks = Math.Min(blocks, Math.Min(_others.Positives, _others.Negatives) / PerClass);
        }

        if (blocks == 0)
            return false;
        logFactors.Clear();
        var others = (Positives: Math.Min(_others.Positives, ReferencePerOwn * _pool.Positives), Negatives: Math.Min(_others.Negatives, ReferencePerOwn * _pool.Negatives));
        for (var block = 0; block < blocks; block++)
        {
            var (auroc, size) = Block(random, _own.Auroc, _pool, block, blocks);
            var (against, half) = (0.0, size);
            if (_reference is { } compared)
            {
                (against, var smaller) = Block(random, compared.Auroc, others, block, blocks);
                half = Math.Min(size, smaller) / 2;
            }

            for (var side = 0; side < _sides.Length; side++)
                BetEvidence.Add(_sides[side].Of(auroc, against), _sides[side], half, logFactors.Slice(side * EvidenceGrid.Size, EvidenceGrid.Size));
        }

        Begin();
        return true;
    }

    private static (double Auroc, double Smaller) Block(Random random, double auroc, (int Positives, int Negatives) all, int block, int blocks)
    {
        var (positives, negatives) = (Size(block, all.Positives, blocks), Size(block, all.Negatives, blocks));
        return (Ranked(random, Constants.Sqrt2 * StandardNormal.Quantile(auroc), positives, negatives), Math.Min(positives, negatives));
    }

    private static double Ranked(Random random, double distance, int positives, int negatives)
    {
        // The classes change places when the signs do, so that the smaller one may be taken for the positives.
        var (few, many) = (Math.Min(positives, negatives), Math.Max(positives, negatives));
        Span<double> others = stackalloc double[Many];
        others = many > Many ? [] : others[..many];
        foreach (ref var score in others)
            score = Normal.Sample(random, 0, 1);
        if (few > Many)
            few = Many;
        var sum = 0.0;
        for (var one = 0; one < few; one++)
        {
            var score = distance + Normal.Sample(random, 0, 1);
            if (others.IsEmpty)
            {
                sum += StandardNormal.Below(score);
                continue;
            }

            var above = 0;
            foreach (var other in others)
                above += score > other ? 1 : 0;
            sum += (double)above / others.Length;
        }

        return sum / few;
    }

    private static int Size(int block, int encounters, int blocks) => (int)((block + 1L) * encounters / blocks) - (int)((long)block * encounters / blocks);

    private static RankedVolume Checked(RankedVolume volume)
    {
        if (volume.Auroc is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(volume), volume.Auroc, "An AUROC that is simulated lies between 0 and 1, both excluded.");
        CheckedVolume(volume.Positives, nameof(volume));
        CheckedVolume(volume.Negatives, nameof(volume));
        return volume;
    }
}
