namespace EquityMonitor.Statistics;

/// <summary>
/// The evaluable rows of one group, sorted once into blocks of equal scores: what average precision, calibration, curves and thresholds read. Every sum over
/// it runs in score order, so that it is equal to the bit in whatever order the rows came (clustered variances follow the order of the patients).
/// <para>Building costs O(n log n); memory is O(distinct scores), and O(rows of repeated patients) with a patient key.</para>
/// </summary>
public sealed class ScoredOutcomes
{
    private readonly double[] _scores;
    private readonly int[] _counts;
    private readonly int[] _repeated;
    private readonly int _patients;
    private double[]? _logits;

    private ScoredOutcomes(double[] scores, int[] counts, int positives, int rows)
    {
        _scores = scores;
        _counts = counts;
        _repeated = [];
        Positives = positives;
        Rows = rows;
    }

    private ScoredOutcomes(ScoredOutcomes whole, int[] repeated, int patients)
        : this(whole._scores, whole._counts, whole.Positives, whole.Rows)
    {
        _repeated = repeated;
        _patients = patients;
    }

    /// <param name="scores">Strictly ascending.</param>
    /// <param name="counts">Rows per key, where a key is 2 * block + outcome.</param>
    /// <param name="logits">Of the scores, where they are known already.</param>
    /// <param name="repeated">For each patient with more than one row: how many, then the keys of the rows.</param>
    /// <param name="patients">0 without a patient key.</param>
    internal ScoredOutcomes(double[] scores, int[] counts, int positives, int rows, double[]? logits, int[] repeated, int patients)
        : this(scores, counts, positives, rows)
    {
        _logits = logits;
        _repeated = repeated;
        _patients = patients;
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    public int Positives { get; }

    public int Negatives => Rows - Positives;

    /// <summary>The number of distinct scores.</summary>
    public int Blocks => _scores.Length;

    /// <summary>Whether the patients of the rows are known.</summary>
    public bool HasPatients => _patients > 0;

    /// <summary>The distinct scores, strictly ascending.</summary>
    public ReadOnlySpan<double> Scores => _scores;

    /// <summary>Whether every score lies in [0, 1].</summary>
    internal bool AreProbabilities => Blocks == 0 || (_scores[0] >= 0 && _scores[^1] <= 1);

    /// <summary>logit(s) per block, s clipped to [1e-10, 1 - 1e-10]. Kept, since every step of every fit reads them; two threads may both compute them.</summary>
    internal ReadOnlySpan<double> Logits => _logits ??= [.. _scores.Select(Logit)];

    /// <summary>What calibration fits to these rows begin with when they are the whole of others.</summary>
    internal KnownFit InterceptFit { get; } = new();

    internal KnownFit SlopeFit { get; } = new();

    /// <summary>Rows per key, where a key is 2 * block + outcome.</summary>
    internal ReadOnlySpan<int> Counts => _counts;

    /// <summary>For each patient with more than one row: how many, then the keys of the rows.</summary>
    internal ReadOnlySpan<int> RepeatedPatients => _repeated;

    /// <param name="scores">One score per row, in any order; in patient order where <paramref name="patientStarts"/> are given.</param>
    /// <param name="outcomes">0 or 1 per row.</param>
    /// <param name="patientStarts">The offset of each patient's first row, ascending from 0; empty when there is no patient key.</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is not a number, an outcome is neither 0 nor 1, or the offsets do not ascend from 0.</exception>
    public static ScoredOutcomes Of(ReadOnlySpan<double> scores, ReadOnlySpan<byte> outcomes, ReadOnlySpan<int> patientStarts = default)
    {
        if (scores.Length != outcomes.Length)
            throw new ArgumentException($"There are {scores.Length} scores but {outcomes.Length} outcomes; give one of each per row.", nameof(outcomes));
        PatientOffsets.Validate(patientStarts, scores.Length, nameof(patientStarts));

        var positives = 0;
        for (var row = 0; row < outcomes.Length; row++)
        {
            if (outcomes[row] > 1)
                throw new ArgumentException($"The outcome of row {row} is {outcomes[row]}; it must be 0 or 1.", nameof(outcomes));
            positives += outcomes[row];
        }

        // Two sorts of plain numbers and a merge are faster than one sort that drags the outcomes along.
        double[] withOutcome = new double[positives], without = new double[scores.Length - positives];
        int next = 0, nextWithout = 0;
        for (var row = 0; row < scores.Length; row++)
        {
            if (outcomes[row] == 1)
                withOutcome[next++] = scores[row];
            else
                without[nextWithout++] = scores[row];
        }

        var merged = Merge(Sorted(without), Sorted(withOutcome));
        return patientStarts.IsEmpty ? merged : new ScoredOutcomes(merged, merged.KeysOfRepeatedPatients(scores, outcomes, patientStarts), patientStarts.Length);
    }

    /// <summary>The same rows when their scores are ranked already, as those of a part of a larger whole: without sorting, in O(rows + distinct scores).</summary>
    /// <param name="distinct">The scores by rank, strictly ascending. Ranks that no row has leave no trace.</param>
    /// <param name="ranks">One index into <paramref name="distinct"/> per row.</param>
    /// <param name="outcomes">0 or 1 per row.</param>
    /// <param name="patientStarts">The offset of each patient's first row, ascending from 0; empty when there is no patient key.</param>
    /// <exception cref="ArgumentException">Lengths differ, an outcome is neither 0 nor 1, or the offsets do not ascend from 0.</exception>
    /// <exception cref="IndexOutOfRangeException">A rank has no score.</exception>
    public static ScoredOutcomes OfRanks(ReadOnlySpan<double> distinct, ReadOnlySpan<int> ranks, ReadOnlySpan<byte> outcomes, ReadOnlySpan<int> patientStarts = default)
    {
        if (ranks.Length != outcomes.Length)
            throw new ArgumentException($"There are {ranks.Length} ranks but {outcomes.Length} outcomes; give one of each per row.", nameof(outcomes));
        PatientOffsets.Validate(patientStarts, ranks.Length, nameof(patientStarts));
        var byRank = new int[2 * distinct.Length];
        var positives = 0;
        for (var row = 0; row < ranks.Length; row++)
        {
            if (outcomes[row] > 1)
                throw new ArgumentException($"The outcome of row {row} is {outcomes[row]}; it must be 0 or 1.", nameof(outcomes));
            byRank[(2 * ranks[row]) + outcomes[row]]++;
            positives += outcomes[row];
        }

        var blockOf = new int[distinct.Length];
        var blocks = 0;
        for (var rank = 0; rank < distinct.Length; rank++)
        {
            blockOf[rank] = blocks;
            if ((byRank[2 * rank] | byRank[(2 * rank) + 1]) != 0)
                blocks++;
        }

        var scores = new double[blocks];
        var counts = new int[2 * blocks];
        for (var rank = 0; rank < distinct.Length; rank++)
        {
            if ((byRank[2 * rank] | byRank[(2 * rank) + 1]) == 0)
                continue;
            scores[blockOf[rank]] = distinct[rank];
            counts[2 * blockOf[rank]] = byRank[2 * rank];
            counts[(2 * blockOf[rank]) + 1] = byRank[(2 * rank) + 1];
        }

        var whole = new ScoredOutcomes(scores, counts, positives, ranks.Length);
        if (patientStarts.IsEmpty)
            return whole;

        // One number for each repeated patient and one for each of their rows: at most half as many again as there are rows.
        var repeated = new int[ranks.Length + (ranks.Length / 2)];
        var length = 0;
        for (var patient = 0; patient < patientStarts.Length; patient++)
        {
            var end = patient + 1 < patientStarts.Length ? patientStarts[patient + 1] : ranks.Length;
            if (end - patientStarts[patient] < 2)
                continue;
            repeated[length++] = end - patientStarts[patient];
            for (var row = patientStarts[patient]; row < end; row++)
                repeated[length++] = (2 * blockOf[ranks[row]]) + outcomes[row];
        }

        return new ScoredOutcomes(whole, repeated[..length], patientStarts.Length);
    }

    /// <summary>The block of the lowest score at or above <paramref name="score"/>; <see cref="Blocks"/> when there is none.</summary>
    public int FirstAtOrAbove(double score)
    {
        var found = Array.BinarySearch(_scores, score);
        return found >= 0 ? found : ~found;
    }

    public int PositivesIn(int block) => _counts[(2 * block) + 1];

    public int NegativesIn(int block) => _counts[2 * block];

    /// <summary>
    /// v = M/(M-1) * sum over the M patients of (sum of psi over the patient's rows)^2. Null without a patient key or with fewer than 2 patients.
    /// </summary>
    /// <param name="influence">The influence value psi of a row, per key.</param>
    internal double? ClusterVariance(ReadOnlySpan<double> influence)
    {
        if (_patients < 2)
            return null;
        var sum = SumOfSquares(influence);
        for (var item = 0; item < _repeated.Length;)
        {
            var last = item + _repeated[item];
            double together = 0, apart = 0;
            for (item++; item <= last; item++)
            {
                var psi = influence[_repeated[item]];
                together += psi;
                apart += psi * psi;
            }

            sum += (together * together) - apart;
        }

        return sum * _patients / (_patients - 1);
    }

    /// <summary>Sum of psi^2 over the rows.</summary>
    internal double SumOfSquares(ReadOnlySpan<double> influence)
    {
        var sum = 0.0;
        for (var key = 0; key < _counts.Length; key++)
            sum += _counts[key] * influence[key] * influence[key];
        return sum;
    }

    private static double Logit(double score)
    {
        const double clip = 1e-10;
        var clipped = Math.Clamp(score, clip, 1 - clip);
        return Math.Log(clipped / (1 - clipped));
    }

    private static double[] Sorted(double[] scores)
    {
        Array.Sort(scores);
        if (scores.Length > 0 && double.IsNaN(scores[0]))
            throw new ArgumentException("A score is not a number; leave out rows without a score.", nameof(scores));
        return scores;
    }

    private static ScoredOutcomes Merge(double[] negatives, double[] positives)
    {
        var rows = negatives.Length + positives.Length;
        var scores = new double[rows];
        var counts = new int[2 * rows];
        int negative = 0, positive = 0, blocks = 0;
        while (negative < negatives.Length || positive < positives.Length)
        {
            var score = positive == positives.Length || (negative < negatives.Length && negatives[negative] < positives[positive])
                ? negatives[negative]
                : positives[positive];
            scores[blocks] = score;
            for (; negative < negatives.Length && negatives[negative] == score; negative++)
                counts[2 * blocks]++;
            for (; positive < positives.Length && positives[positive] == score; positive++)
                counts[(2 * blocks) + 1]++;
            blocks++;
        }

        return new ScoredOutcomes(scores[..blocks], counts[..(2 * blocks)], positives.Length, rows);
    }

    /// <summary>For each patient with more than one row: how many, then the keys of the rows.</summary>
    private int[] KeysOfRepeatedPatients(ReadOnlySpan<double> scores, ReadOnlySpan<byte> outcomes, ReadOnlySpan<int> starts)
    {
        var repeated = new List<int>();
        for (var patient = 0; patient < starts.Length; patient++)
        {
            var end = patient + 1 < starts.Length ? starts[patient + 1] : scores.Length;
            if (end - starts[patient] < 2)
                continue;
            repeated.Add(end - starts[patient]);
            for (var row = starts[patient]; row < end; row++)
                repeated.Add((2 * Array.BinarySearch(_scores, scores[row])) + outcomes[row]);
        }

        return [.. repeated];
    }
}
