using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>A frame's rows split into cells by the values of some dimensions; no dimension gives the single cell All.</summary>
/// <param name="Cells">The subgroup of each cell, in canonical order.</param>
/// <param name="Codes">Per row of the frame, its cell.</param>
public sealed record Partition(IReadOnlyList<SubgroupKey> Cells, ushort[] Codes)
{
    /// <summary>Up to how many combinations of values a list of all of them is quicker than a hash table.</summary>
    private const int MostListed = 1 << 16;

    /// <exception cref="InvalidOperationException">There are more than 65,535 cells.</exception>
    public static Partition Of(ModelDefinition definition, EncounterFrame frame, params ReadOnlySpan<int> dimensions)
    {
        if (dimensions.IsEmpty)
            return new Partition([SubgroupKey.All], new ushort[frame.Rows]);

        var chosen = dimensions.ToArray();
        var numbers = new long[frame.Rows];
        var possible = 1L;
        foreach (var dimension in chosen)
        {
            var codes = frame.Codes[dimension];
            long size = frame.Values[dimension].Length;
            possible = checked(possible * Math.Max(size, 1));
            for (var row = 0; row < numbers.Length; row++)
                numbers[row] = (numbers[row] * size) + codes[row];
        }

        var cells = Occurring(numbers, possible).Select(number => (Number: number, Key: KeyOf(definition, frame, chosen, number))).OrderBy(cell => cell.Key).ToArray();
        if (cells.Length > ushort.MaxValue)
            throw new InvalidOperationException($"The dimensions {string.Join(", ", chosen.Select(index => definition.Dimensions[index].Column))} split the data into {cells.Length} subgroups; at most {ushort.MaxValue} can be evaluated.");
        return new Partition([.. cells.Select(cell => cell.Key)], Translated(numbers, possible, [.. cells.Select(cell => cell.Number)]));
    }

    /// <summary>The cells of some rows.</summary>
    public ushort[] CodesOf(int[] rows)
    {
        var codes = new ushort[rows.Length];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = Codes[rows[i]];
        return codes;
    }

    /// <summary>Every choice of <paramref name="order"/> of the definition's dimensions.</summary>
    public static IEnumerable<int[]> Choices(int dimensions, int order)
    {
        if (order == 0)
            return [[]];
        return Enumerable.Range(0, dimensions).SelectMany(last => Choices(last, order - 1).Select(rest => (int[])[.. rest, last]));
    }

    private static IEnumerable<long> Occurring(long[] numbers, long possible)
    {
        if (possible > MostListed)
            return numbers.Distinct();
        var occurs = new bool[possible];
        foreach (var number in numbers)
            occurs[number] = true;
        return Enumerable.Range(0, occurs.Length).Where(number => occurs[number]).Select(number => (long)number);
    }

    /// <summary>Each number by its place among the cells.</summary>
    private static ushort[] Translated(long[] numbers, long possible, long[] cells)
    {
        if (possible > MostListed)
        {
            var placeOf = cells.Select((number, place) => (number, place)).ToDictionary(cell => cell.number, cell => (ushort)cell.place);
            return Array.ConvertAll(numbers, number => placeOf[number]);
        }

        var places = new ushort[possible];
        for (var place = 0; place < cells.Length; place++)
            places[cells[place]] = (ushort)place;
        return Array.ConvertAll(numbers, number => places[number]);
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
