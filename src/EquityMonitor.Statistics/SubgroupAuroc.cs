namespace EquityMonitor.Statistics;

/// <summary>AUROC of a subgroup and of everyone else in the same window.</summary>
/// <param name="Own">Null with fewer than 2 of a class.</param>
/// <param name="Complement">Null with fewer than 2 of a class; null when the whole was evaluated.</param>
/// <param name="OwnClusterVariance">The variance with the patient as the unit; null without a patient key, with fewer than 2 patients, or without an AUROC.</param>
/// <param name="ComplementClusterVariance">As for the subgroup.</param>
public readonly record struct SubgroupAurocResult(
    AurocResult? Own, AurocResult? Complement, double? OwnClusterVariance, double? ComplementClusterVariance);

/// <summary>
/// Exact AUROC, DeLong's variance and the patient-clustered variance, of a subgroup and its complement.
/// <para>A = mean V10 = P(s+ &gt; s-) + P(s+ = s-)/2; variance S10/n+ + S01/n-, S the sample variances (n - 1) of the placement values V10 of positives and
/// V01 of negatives. Clustered: M/(M-1) * sum over patients of (sum of (V10 - A)/n+ over their positives and (V01 - A)/n- over their negatives)^2.</para>
/// <para>Area and DeLong variance rest on integer sums, so they are equal to the bit in whatever order the rows come; the clustered variance is summed
/// in row order. Cost O(rows + distinct scores) per call, without allocation once the workspace has grown.</para>
/// <para>Undefined with fewer than 2 of a class. Sources: DeLong, DeLong and Clarke-Pearson 1988; Obuchowski 1997 for clusters.</para>
/// </summary>
public static class SubgroupAuroc
{
    /// <summary>The rows that carry <paramref name="code"/>, and all the others.</summary>
    /// <exception cref="ArgumentException">There is not one code per row.</exception>
    public static SubgroupAurocResult Evaluate(RankedOutcomes rows, ReadOnlySpan<ushort> codes, ushort code, AurocWorkspace? workspace = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (codes.Length != rows.Rows)
            throw new ArgumentException($"There are {codes.Length} codes for {rows.Rows} rows; give one per row.", nameof(codes));
        workspace ??= new AurocWorkspace();

        var keys = rows.Keys;
        var counts = workspace.Counts(2 * rows.Blocks);
        for (var row = 0; row < keys.Length; row++)
            counts[keys[row]] += codes[row] == code ? 1 : 0;

        var (ownPositives, ownNegatives) = Classes(counts);
        var (allPositives, allNegatives) = Classes(rows.Totals);
        var own = new PlacementSums(ownPositives, ownNegatives);
        var rest = new PlacementSums(allPositives - ownPositives, allNegatives - ownNegatives);

        if (!rows.HasPatients)
        {
            for (var key = 0; key + 1 < counts.Length; key += 2)
            {
                own.Add(counts[key + 1], counts[key]);
                rest.Add(rows.Totals[key + 1] - counts[key + 1], rows.Totals[key] - counts[key]);
            }

            return new SubgroupAurocResult(own.Result(), rest.Result(), null, null);
        }

        // The complement's half of the table lies behind the subgroup's.
        var influence = workspace.Influence(2 * counts.Length);
        var restInfluence = influence[counts.Length..];
        for (var key = 0; key + 1 < counts.Length; key += 2)
        {
            (var positive, var negative) = own.Add(counts[key + 1], counts[key]);
            influence[key] = negative;
            influence[key + 1] = positive;
            (positive, negative) = rest.Add(rows.Totals[key + 1] - counts[key + 1], rows.Totals[key] - counts[key]);
            restInfluence[key] = negative;
            restInfluence[key + 1] = positive;
        }

        Centre(influence[..counts.Length], own);
        Centre(restInfluence, rest);
        var (ownSquares, restSquares) = SquaresByPatient(rows, codes, code, influence);
        var ownResult = own.Result();
        var restResult = rest.Result();
        return new SubgroupAurocResult(
            ownResult,
            restResult,
            ownResult is null ? null : ownSquares.Variance(ownPositives, ownNegatives),
            restResult is null ? null : restSquares.Variance(allPositives - ownPositives, allNegatives - ownNegatives));
    }

    /// <summary>All rows; there is no complement.</summary>
    public static SubgroupAurocResult Evaluate(RankedOutcomes rows, AurocWorkspace? workspace = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        workspace ??= new AurocWorkspace();
        var totals = rows.Totals;
        var (positives, negatives) = Classes(totals);
        var sums = new PlacementSums(positives, negatives);
        var influence = workspace.Influence(totals.Length);
        for (var key = 0; key + 1 < totals.Length; key += 2)
            (influence[key + 1], influence[key]) = sums.Add(totals[key + 1], totals[key]);

        var result = sums.Result();
        if (result is null || !rows.HasPatients)
            return new SubgroupAurocResult(result, null, null, null);

        Centre(influence, sums);
        var squares = default(PatientSquares);
        var keys = rows.Keys;
        var starts = rows.PatientStarts;
        for (var patient = 0; patient < starts.Length; patient++)
        {
            var end = patient + 1 < starts.Length ? starts[patient + 1] : keys.Length;
            var sum = 0.0;
            for (var row = starts[patient]; row < end; row++)
                sum += influence[keys[row]];
            squares.Add(sum);
        }

        return new SubgroupAurocResult(result, null, squares.Variance(positives, negatives), null);
    }

    private static (long Positives, long Negatives) Classes(ReadOnlySpan<int> counts)
    {
        long positives = 0, negatives = 0;
        for (var key = 0; key + 1 < counts.Length; key += 2)
        {
            negatives += counts[key];
            positives += counts[key + 1];
        }

        return (positives, negatives);
    }

    /// <summary>Turns scaled placements into influence values times 2 * n+ * n-; both classes share that factor.</summary>
    private static void Centre(Span<double> influence, in PlacementSums sums)
    {
        var ofNegatives = sums.MeanOfNegatives;
        var ofPositives = sums.MeanOfPositives;
        for (var key = 0; key + 1 < influence.Length; key += 2)
        {
            influence[key] -= ofNegatives;
            influence[key + 1] -= ofPositives;
        }
    }

    private static (PatientSquares Own, PatientSquares Others) SquaresByPatient(
        RankedOutcomes rows, ReadOnlySpan<ushort> codes, ushort code, ReadOnlySpan<double> influence)
    {
        var keys = rows.Keys;
        var starts = rows.PatientStarts;
        var half = influence.Length / 2;
        var own = default(PatientSquares);
        var rest = default(PatientSquares);
        for (var patient = 0; patient < starts.Length; patient++)
        {
            var start = starts[patient];
            var end = patient + 1 < starts.Length ? starts[patient + 1] : keys.Length;
            double ownSum = 0, restSum = 0;
            var ownRows = 0;
            for (var row = start; row < end; row++)
            {
                if (codes[row] == code)
                {
                    ownSum += influence[keys[row]];
                    ownRows++;
                }
                else
                {
                    restSum += influence[half + keys[row]];
                }
            }

            if (ownRows > 0)
                own.Add(ownSum);
            if (ownRows < end - start)
                rest.Add(restSum);
        }

        return (own, rest);
    }

    private struct PatientSquares
    {
        private long _patients;
        private double _sum;

        public void Add(double influence)
        {
            _patients++;
            _sum += influence * influence;
        }

        public readonly double? Variance(long positives, long negatives)
        {
            if (_patients < 2)
                return null;
            var scale = 2.0 * positives * negatives;
            return (double)_patients / (_patients - 1) * _sum / scale / scale;
        }
    }
}
