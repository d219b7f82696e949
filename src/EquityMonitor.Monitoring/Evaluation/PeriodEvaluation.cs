using System.Security.Cryptography;
using System.Text;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Statistics;

using DimensionColumn = EquityMonitor.Monitoring.Encounters.DimensionColumn;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>Evaluates rows in memory as one period: every row is scored and mature, whatever its day.</summary>
public static class PeriodEvaluation
{
    private static readonly DateOnly Period = new(2000, 1, 1);

    /// <param name="order">Up to how many dimensions are crossed; 0 gives All alone.</param>
    /// <returns>All first, then by order and key. Empty without rows.</returns>
    public static IReadOnlyList<SubgroupSample> Evaluate(ModelDefinition definition, IReadOnlyList<ScoredEncounter> rows, int order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        if (rows.Count == 0)
            return [];
        var frame = EncounterFrame.Of(definition, [(Period, Columns(definition, rows))]);
        var evaluator = new WindowEvaluator(definition, frame, baseline: null);
        var days = new DateRange(Period, Period);
        var range = new WindowRange(1, Period, days, days);
        var selected = evaluator.Select(range);
        var choices = Enumerable.Range(0, Math.Min(order, definition.Dimensions.Count) + 1)
            .SelectMany(dimensions => Partition.Choices(definition.Dimensions.Count, dimensions));
        var tallies = choices.AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .SelectMany(choice => evaluator.Evaluate(range, selected, evaluator.Prepare(choice), new AurocWorkspace()));
        return SubgroupSamples.Of(tallies);
    }

    private static EncounterColumns Columns(ModelDefinition definition, IReadOnlyList<ScoredEncounter> rows) => new()
    {
        Score = [.. rows.Select(row => row.Score)],
        Outcome = [.. rows.Select(row => row.Outcome ?? EncounterColumns.OutcomeUnknown)],
        Response = [.. rows.Select(row => (byte)row.Response)],
        Need = [],
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
