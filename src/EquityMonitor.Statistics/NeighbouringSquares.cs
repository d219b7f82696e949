using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EquityMonitor.Statistics;

/// <summary>
/// The clustered variances of four neighbouring cells of a partition and of their complements in one pass over the rows of repeated patients. A cell has a lane of a
/// vector to itself, in which everything happens in the order that <see cref="PatientSquares"/> has for one cell: the bits are the same.
/// <para>Nearly every row is outside a cell, so that complements take vectors; the few rows inside are taken one by one.</para>
/// </summary>
internal static class NeighbouringSquares
{
    public const int Lanes = 4;

    /// <summary>The cell of the row in each place of <see cref="RankedOutcomes.RepeatedRows"/>, so that they are read one after another.</summary>
    public static void Gather(RankedOutcomes rows, ReadOnlySpan<ushort> codes, Span<ushort> repeatedCodes)
    {
        var repeated = rows.RepeatedRows;
        for (var first = 0; first < repeated.Length; first += 1 + repeated[first])
        {
            for (var item = first + 1; item <= first + repeated[first]; item++)
                repeatedCodes[item] = codes[repeated[item]];
        }
    }

    /// <param name="rows">The window.</param>
    /// <param name="repeatedCodes">As <see cref="Gather"/> leaves them.</param>
    /// <param name="firstCell">The cell of the first lane.</param>
    /// <param name="placements">By key and lane, the scaled placement among the lane's cell.</param>
    /// <param name="own">Of each lane's cell.</param>
    /// <param name="others">Of its complement.</param>
    /// <param name="results">By lane; the clustered variances are added.</param>
    public static void Run(
        RankedOutcomes rows, ReadOnlySpan<ushort> repeatedCodes, int firstCell, ReadOnlySpan<int> placements,
        ReadOnlySpan<PlacementSums> own, ReadOnlySpan<PlacementSums> others, Span<SubgroupAurocResult> results)
    {
        var inside = new PatientSquares[Lanes];
        Span<long> patients = stackalloc long[Lanes];
        Span<int> rowsInside = stackalloc int[Lanes];
        Span<double> squares = stackalloc double[Lanes], ofPositives = stackalloc double[Lanes], ofNegatives = stackalloc double[Lanes];
        squares.Clear();
        ofPositives.Clear();
        ofNegatives.Clear();
        patients.Clear();
        rowsInside.Clear();
        for (var lane = 0; lane < own.Length; lane++)
        {
            inside[lane] = new PatientSquares(own[lane]);
            patients[lane] = others[lane].Positives + others[lane].Negatives;
            (squares[lane], ofPositives[lane], ofNegatives[lane]) = (others[lane].SquaredDeviations, others[lane].MeanOfPositives, others[lane].MeanOfNegatives);
        }

        var outside = Vector256.Create<double>(squares);
        Vector256<double> meanOfPositives = Vector256.Create<double>(ofPositives), meanOfNegatives = Vector256.Create<double>(ofNegatives);
        var byKey = MemoryMarshal.Cast<int, Vector128<int>>(placements);
        var lanes = Vector256.Create(0L, 1, 2, 3);
        var repeated = rows.RepeatedRows;
        var (keys, whole) = rows.Repeated;
        var together = 0L;
        for (int first = 0, last; first < repeated.Length; first = last + 1)
        {
            last = first + repeated[first];
            var (sum, sumOfSquares) = (Vector256<double>.Zero, Vector256<double>.Zero);
            var touched = 0U;
            for (var item = first + 1; item <= last; item++)
            {
                var key = keys[item];
                var among = byKey[key];

                // Placements count rows, so those among the others are what the cell leaves of the whole's.
                var influence = ToDouble(Vector128.Create(whole[item]) - among) - ((key & 1) != 0 ? meanOfPositives : meanOfNegatives);
                var lane = repeatedCodes[item] - firstCell;
                if ((uint)lane < (uint)own.Length)
                {
                    inside[lane].Take(key, (uint)among[lane]);
                    rowsInside[lane]++;
                    touched |= 1U << lane;
                    influence = Vector256.ConditionalSelect(Vector256.Equals(lanes, Vector256.Create((long)lane)).AsDouble(), Vector256<double>.Zero, influence);
                }

                sum += influence;
                sumOfSquares += influence * influence;
            }

            // Of one row nothing is left, and of none: no question whether there are more.
            outside += (sum * sum) - sumOfSquares;
            var count = last - first;
            together += count - 1;
            for (; touched != 0; touched &= touched - 1)
            {
                var lane = BitOperations.TrailingZeroCount(touched);
                inside[lane].EndPatient();

                // This many rows fewer are another's than that of a patient who has none inside.
                patients[lane] += Math.Min(rowsInside[lane], count - 1);
                rowsInside[lane] = 0;
            }
        }

        for (var lane = 0; lane < own.Length; lane++)
        {
            results[lane] = results[lane] with
            {
                OwnClusterVariance = inside[lane].Variance(),
                ComplementClusterVariance = PatientSquares.Variance(others[lane], patients[lane] - together, outside[lane]),
            };
        }
    }

    private static Vector256<double> ToDouble(Vector128<int> numbers) => Avx.IsSupported
        ? Avx.ConvertToVector256Double(numbers)
        : Vector256.Create((double)numbers[0], numbers[1], numbers[2], numbers[3]);
}
