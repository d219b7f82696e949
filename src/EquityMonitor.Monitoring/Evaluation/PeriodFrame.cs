using System.Security.Cryptography;
using System.Text;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

using DimensionColumn = EquityMonitor.Monitoring.Encounters.DimensionColumn;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>Rows in memory as one period: every row is scored and mature, whatever its day. Laid out once for evaluation and for every analysis.</summary>
public sealed class PeriodFrame
{
    private static readonly DateOnly Period = new(2000, 1, 1);

    private PeriodFrame(ModelDefinition definition, EncounterColumns columns)
    {
        (Definition, Columns) = (definition, columns);
        Frame = EncounterFrame.Of(definition, [(Period, columns)]);
    }

    public ModelDefinition Definition { get; }

    public int Rows => Frame.Rows;

    /// <summary>The one day that stands for all.</summary>
    internal static WindowRange Range { get; } = new(1, Period, new DateRange(Period, Period), new DateRange(Period, Period));

    internal EncounterFrame Frame { get; }

    /// <summary>In the order of time where there is one, else in that of the rows.</summary>
    internal EncounterColumns Columns { get; }

    /// <exception cref="InvalidOperationException">A dimension has more values than can be evaluated.</exception>
    public static PeriodFrame Of(ModelDefinition definition, IReadOnlyList<ScoredEncounter> rows)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(rows);
        return new PeriodFrame(definition, ColumnsOf(definition, definition.Time is null ? rows : [.. rows.OrderBy(row => row.Time?.Ticks)]));
    }

    private static EncounterColumns ColumnsOf(ModelDefinition definition, IReadOnlyList<ScoredEncounter> rows) => new()
    {
        Score = [.. rows.Select(row => row.Score)],
        Outcome = [.. rows.Select(row => row.Outcome ?? EncounterColumns.OutcomeUnknown)],
        Response = [.. rows.Select(row => (byte)row.Response)],
        Need = definition.Need is null ? [] : [.. rows.Select(row => row.Need)],
        Patient = definition.Patient is null ? [] : [.. rows.Select(row => row.Patient is null ? UInt128.Zero : Number(row.Patient))],
        Encounter = [.. rows.Select(row => Number(row.Encounter))],
        Dimensions = [.. definition.Dimensions.Select((dimension, index) => Dimension(dimension.Column, rows, index))],
    };

    private static DimensionColumn Dimension(string column, IReadOnlyList<ScoredEncounter> rows, int index)
    {
        var dictionary = rows.Select(row => row.Values[index]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (dictionary.Length > ushort.MaxValue)
            throw new InvalidOperationException($"The dimension '{column}' has {dictionary.Length} values; at most {ushort.MaxValue} can be evaluated.");
        var codes = new Dictionary<string, ushort>(StringComparer.Ordinal);
        foreach (var value in dictionary)
            codes.Add(value, (ushort)codes.Count);
        return new DimensionColumn(column, dictionary, [.. rows.Select(row => codes[row.Values[index]])]);
    }

    /// <summary>A number that stands for an identifier in memory only; nothing of it is written.</summary>
    private static UInt128 Number(string identifier)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(identifier), hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }
}
