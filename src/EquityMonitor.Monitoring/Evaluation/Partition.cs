using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>A frame's rows split into cells by the values of some dimensions; no dimension gives the single cell All.</summary>
/// <param name="Cells">The subgroup of each cell, in canonical order.</param>
/// <param name="Codes">Per row of the frame, its cell.</param>
public sealed record Partition(IReadOnlyList<SubgroupKey> Cells, ushort[] Codes)
{
    /// <exception cref="InvalidOperationException">There are more than 65,535 cells.</exception>
    public static Partition Of(ModelDefinition definition, EncounterFrame frame, params ReadOnlySpan<int> dimensions)
    {
        if (dimensions.IsEmpty)
            return new Partition([SubgroupKey.All], new ushort[frame.Rows]);

        var chosen = dimensions.ToArray();
        var numbers = new long[frame.Rows];
        foreach (var dimension in chosen)
        {
            var codes = frame.Codes[dimension];
            long size = frame.Values[dimension].Length;
            for (var row = 0; row < numbers.Length; row++)
                numbers[row] = checked((numbers[row] * size) + codes[row]);
        }

        var present = numbers.Distinct().Select(number => (Number: number, Key: KeyOf(definition, frame, chosen, number))).OrderBy(cell => cell.Key).ToArray();
        if (present.Length > ushort.MaxValue)
            throw new InvalidOperationException($"The dimensions {string.Join(", ", chosen.Select(index => definition.Dimensions[index].Column))} split the data into {present.Length} subgroups; at most {ushort.MaxValue} can be evaluated.");
        var cellOf = new Dictionary<long, ushort>(present.Length);
        foreach (var (number, _) in present)
            cellOf.Add(number, (ushort)cellOf.Count);
        return new Partition([.. present.Select(cell => cell.Key)], Array.ConvertAll(numbers, number => cellOf[number]));
    }

    /// <summary>Every choice of <paramref name="order"/> of the definition's dimensions.</summary>
    public static IEnumerable<int[]> Choices(int dimensions, int order)
    {
        if (order == 0)
            return [[]];
        return Enumerable.Range(0, dimensions).SelectMany(last => Choices(last, order - 1).Select(rest => (int[])[.. rest, last]));
    }

    private static SubgroupKey KeyOf(ModelDefinition definition, EncounterFrame frame, int[] dimensions, long number)
    {
        var parts = new KeyValuePair<string, string>[dimensions.Length];
        for (var i = dimensions.Length - 1; i >= 0; i--)
        {
            var values = frame.Values[dimensions[i]];
            parts[i] = new(definition.Dimensions[dimensions[i]].Column, values[number % values.Length]);
            number /= values.Length;
        }

        return SubgroupKey.Of(parts);
    }
}
