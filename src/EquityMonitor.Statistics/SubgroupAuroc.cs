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
/// <para>Areas and placement values are probabilities in [0, 1], variances in their square; any score scale. Assumes that patients are independent, and without a patient key that
/// encounters are. Null with fewer than 2 of a class, for which <see cref="Estimator"/> gives the reason from the counts beside it. Sources: DeLong, DeLong and Clarke-Pearson 1988; Obuchowski 1997 for clusters.</para>
/// </summary>
public static class SubgroupAuroc
{
    /// <summary>The rows that carry <paramref name="code"/>, and all the others.</summary>
    /// <param name="rows">The window.</param>
    /// <param name="codes">The cell of each row.</param>
    /// <param name="code">The subgroup's; one that no row carries leaves it without an AUROC.</param>
    /// <param name="workspace">Scratch memory; a new one when null.</param>
    /// <exception cref="ArgumentException">There is not one code per row.</exception>
    public static SubgroupAurocResult Evaluate(RankedOutcomes rows, ReadOnlySpan<ushort> codes, ushort code, AurocWorkspace? workspace = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (codes.Length != rows.Rows)
            throw new ArgumentException($"There are {codes.Length} codes for {rows.Rows} rows; give one per row.", nameof(codes));

        var keys = rows.Keys;
        var placements = (workspace ?? new AurocWorkspace()).Counts(2 * rows.Blocks);
        for (var row = 0; row < keys.Length; row++)
        {
            // Most subgroups are small: to pass over a row is cheaper than to add nothing somewhere in memory.
            if (codes[row] == code)
                placements[keys[row]]++;
        }

        return Evaluate(rows, codes, code, placements);
    }

    /// <param name="placements">The cell's rows by key; overwritten.</param>
    private static SubgroupAurocResult Evaluate(RankedOutcomes rows, ReadOnlySpan<ushort> codes, ushort code, Span<int> placements)
    {
        var (own, others) = PlacementScan.Run(rows.Totals, placements);
        if (!rows.HasPatients)
            return new SubgroupAurocResult(own.Result(), others.Result(), null, null);

        var (ownSquares, otherSquares) = SquaresByPatient(rows, codes, code, placements, own, others);
        return new SubgroupAurocResult(own.Result(), others.Result(), ownSquares.Variance(), otherSquares.Variance());
    }

    /// <summary>
    /// Every cell of a partition and its complement, equal to the bit to one call per cell. One pass over the rows serves all cells when no patient has
    /// several rows; otherwise four cells at a time take a pass over the distinct scores and the rows of such patients.
    /// </summary>
    /// <param name="rows">The window.</param>
    /// <param name="codes">The cell of each row, below the length of <paramref name="results"/>.</param>
    /// <param name="results">One result per cell, overwritten.</param>
    /// <param name="workspace">Scratch memory; a new one when null.</param>
    /// <exception cref="ArgumentException">There is not one code per row, or a code has no result to go to.</exception>
    public static void EvaluatePartition(RankedOutcomes rows, ReadOnlySpan<ushort> codes, Span<SubgroupAurocResult> results, AurocWorkspace? workspace = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (codes.Length != rows.Rows)
            throw new ArgumentException($"There are {codes.Length} codes for {rows.Rows} rows; give one per row.", nameof(codes));
        foreach (var code in codes)
        {
            if (code >= results.Length)
                throw new ArgumentException($"A row has code {code}, but there are only {results.Length} cells.", nameof(codes));
        }

        workspace ??= new AurocWorkspace();
        var (positives, negatives) = PlacementScan.Classes(rows.Totals);

        // Repeated patients need the placements of their rows among every cell.
        if (!rows.RepeatedRows.IsEmpty || !PlacementScan.FitsInLong(positives, negatives))
        {
            EvaluateSideBySide(rows, codes, results, workspace);
            return;
        }

        var order = rows.Order;
        var sortedCodes = workspace.Codes(codes.Length);
        for (var row = 0; row < order.Length; row++)
            sortedCodes[row] = codes[order[row]];

        var states = workspace.Cells(results.Length);
        PlacementSweep.Run(rows.Totals, sortedCodes, states);
        for (var cell = 0; cell < results.Length; cell++)
        {
            var own = states[cell].Own;
            var others = states[cell].Others(positives, negatives);
            results[cell] = rows.HasPatients
                ? new SubgroupAurocResult(own.Result(), others.Result(), new PatientSquares(own).Variance(), new PatientSquares(others).Variance())
                : new SubgroupAurocResult(own.Result(), others.Result(), null, null);
        }
    }

    /// <summary>A few cells at a time, with the rows of each found at once.</summary>
    private static void EvaluateSideBySide(RankedOutcomes rows, ReadOnlySpan<ushort> codes, Span<SubgroupAurocResult> results, AurocWorkspace workspace)
    {
        const int lanes = NeighbouringSquares.Lanes;
        var (keys, starts) = workspace.Grouped(rows.Keys, codes, results.Length);
        var repeatedCodes = workspace.Codes(rows.RepeatedRows.Length);
        NeighbouringSquares.Gather(rows, codes, repeatedCodes);
        Span<PlacementSums> own = new PlacementSums[lanes], others = new PlacementSums[lanes];
        for (var first = 0; first < results.Length; first += lanes)
        {
            var cells = Math.Min(lanes, results.Length - first);
            var placements = workspace.Counts(lanes * 2 * rows.Blocks);
            for (var lane = 0; lane < cells; lane++)
            {
                var ofLane = placements.IsEmpty ? placements : placements[lane..];
                foreach (var key in keys.AsSpan(starts[first + lane]..starts[first + lane + 1]))
                    ofLane[lanes * key]++;
                (own[lane], others[lane]) = PlacementScan.Run(rows.Totals, ofLane, lanes);
                results[first + lane] = new SubgroupAurocResult(own[lane].Result(), others[lane].Result(), null, null);
            }

            if (rows.HasPatients)
                NeighbouringSquares.Run(rows, repeatedCodes, first, placements, own[..cells], others[..cells], results[first..]);
        }
    }

    /// <summary>All rows; there is no complement.</summary>
    /// <param name="rows">The window.</param>
    /// <param name="workspace">Scratch memory; a new one when null.</param>
    public static SubgroupAurocResult Evaluate(RankedOutcomes rows, AurocWorkspace? workspace = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var placements = (workspace ?? new AurocWorkspace()).Counts(2 * rows.Blocks);
        rows.Totals.CopyTo(placements);
        var (all, _) = PlacementScan.Run(rows.Totals, placements);
        if (!rows.HasPatients)
            return new SubgroupAurocResult(all.Result(), null, null, null);

        var squares = new PatientSquares(all);
        var repeated = rows.RepeatedRows;
        var keys = rows.Keys;
        for (var first = 0; first < repeated.Length;)
        {
            var last = first + repeated[first];
            for (var item = ++first; item <= last; item++)
                squares.Take(keys[repeated[item]], (uint)placements[keys[repeated[item]]]);
            squares.EndPatient();
            first = last + 1;
        }

        return new SubgroupAurocResult(all.Result(), null, squares.Variance(), null);
    }

    private static (PatientSquares Own, PatientSquares Others) SquaresByPatient(
        RankedOutcomes rows, ReadOnlySpan<ushort> codes, ushort code, ReadOnlySpan<int> placements, in PlacementSums own, in PlacementSums others)
    {
        var keys = rows.Keys;
        var repeated = rows.RepeatedRows;
        var wholePlacements = rows.Placements;
        var ownSquares = new PatientSquares(own);
        var otherSquares = new PatientSquares(others);
        for (var first = 0; first < repeated.Length;)
        {
            var last = first + repeated[first];
            for (var item = ++first; item <= last; item++)
            {
                var row = repeated[item];
                var key = keys[row];
                var placement = (uint)placements[key];

                // Placements count rows, so those among the others are what the subgroup leaves of the whole's.
                if (codes[row] == code)
                    ownSquares.Take(key, placement);
                else
                    otherSquares.Take(key, wholePlacements[row] - placement);
            }

            ownSquares.EndPatient();
            otherSquares.EndPatient();
            first = last + 1;
        }

        return (ownSquares, otherSquares);
    }
}
