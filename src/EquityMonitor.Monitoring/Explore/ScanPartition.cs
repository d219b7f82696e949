using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>One intersection that reaches the minimum in both halves, with its sums there.</summary>
/// <param name="Places">Per crossed dimension, the place of its value among those kept.</param>
internal sealed record ScanCandidate(ScanPartition Partition, int[] Places, ScanSide[] Sides);

/// <summary>A subgroup and everyone else in one half.</summary>
internal readonly record struct ScanSide(ClusteredProportion Own, ClusteredProportion Others);

/// <summary>All intersections of up to three dimensions, counted in one pass over the rows for both halves; nothing is allocated for a cell.</summary>
/// <param name="Dimensions">Their places in the definition, ascending.</param>
internal sealed record ScanPartition(int[] Dimensions)
{
    /// <summary>About 30 MB of cells for each thread.</summary>
    public const long MostCells = 1 << 17;

    public long Cells(ScanRows rows) => Dimensions.Aggregate(1L, (cells, dimension) => cells * (rows.Kept[dimension].Length + 1));

    /// <param name="buffer">Scratch memory, grown where it is too small, and kept from call to call.</param>
    public List<ScanCandidate> Count(ScanRows rows, ref ScanCell[] buffer, int minimum, bool byPatient)
    {
        var cells = (int)Cells(rows);
        if (buffer.Length < 2 * cells)
            buffer = new ScanCell[2 * cells];
        var counted = buffer.AsSpan(0, 2 * cells);
        counted.Clear();
        Pass(rows, counted, cells);
        var patients = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows.PatientRows);
        foreach (ref var cell in counted)
            cell.Settle(patients);

        var candidates = new List<ScanCandidate>();
        for (var cell = 0; cell < cells; cell++)
        {
            if (counted[cell].N < minimum || counted[cells + cell].N < minimum || PlacesOf(cell, rows) is not { } places)
                continue;
            candidates.Add(new ScanCandidate(this, places, [Side(counted[cell], rows.Wholes[0], byPatient), Side(counted[cells + cell], rows.Wholes[1], byPatient)]));
        }

        return candidates;
    }

    private void Pass(ScanRows rows, Span<ScanCell> counted, int cells)
    {
        // A dimension that is not crossed takes part with a single value, so that one loop serves all orders.
        var (first, ofFirst) = Code(rows, 0, cells);
        var (second, ofSecond) = Code(rows, 1, ofFirst);
        var (third, ofThird) = Code(rows, 2, ofSecond);
        ReadOnlySpan<byte> hits = rows.Hits, halves = rows.Halves;
        for (var row = 0; row < rows.Singles; row++)
            counted[(halves[row] * cells) + (first[row] * ofFirst) + (second[row] * ofSecond) + (third[row] * ofThird)].AddSingle(hits[row]);
        ReadOnlySpan<int> patientOf = rows.Patients;
        ReadOnlySpan<(int N, int X)> patients = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows.PatientRows);
        for (var row = rows.Singles; row < hits.Length; row++)
            counted[(halves[row] * cells) + (first[row] * ofFirst) + (second[row] * ofSecond) + (third[row] * ofThird)].Add(patientOf[row] + 1, hits[row], patients);
    }

    private (ushort[] Codes, int Stride) Code(ScanRows rows, int crossed, int size) => crossed < Dimensions.Length
        ? (rows.Codes[Dimensions[crossed]], size / (rows.Kept[Dimensions[crossed]].Length + 1))
        : (rows.Codes[Dimensions[0]], 0);

    /// <summary>Null where one of the values was not kept.</summary>
    private int[]? PlacesOf(int cell, ScanRows rows)
    {
        var places = new int[Dimensions.Length];
        for (var i = Dimensions.Length - 1; i >= 0; i--)
        {
            var values = rows.Kept[Dimensions[i]].Length + 1;
            places[i] = (cell % values) - 1;
            if (places[i] < 0)
                return null;
            cell /= values;
        }

        return places;
    }

    private static ScanSide Side(in ScanCell cell, in ClusteredRatioSums whole, bool byPatient)
    {
        var (own, others) = cell.Sums(whole);
        return byPatient
            ? new ScanSide(own.ToProportion(whole.DesignEffect().Or(1)), others.ToProportion(whole.DesignEffect().Or(1)))
            : new ScanSide(new ClusteredProportion(own.X, own.N, 1), new ClusteredProportion(others.X, others.N, 1));
    }
}
