using System.Buffers.Binary;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>
/// Cluster variances at rest: fifteen little-endian doubles in the order of <see cref="ClusterVariances"/>'s properties; an undefined one is written as a NaN,
/// which exists only in the blob. A column for each would double the width of the points table for values that nothing filters on.
/// </summary>
internal static class ClusterVariancesBlob
{
    private const int Count = 15;

    public static readonly ValueConverter Converter = new ValueConverter<ClusterVariances, byte[]>(value => Write(value), blob => Read(blob));

    public static byte[] Write(ClusterVariances value)
    {
        ReadOnlySpan<double?> values =
        [
            value.FlagRate, value.OutcomeKnownRate, value.Prevalence, value.Sensitivity, value.Specificity, value.Ppv,
            value.Npv, value.Accuracy, value.Jaccard, value.NetBenefit, value.Brier, value.Auroc,
            value.OverrideRate, value.ScaledBrier, value.MeanError,
        ];
        var blob = new byte[Count * sizeof(double)];
        for (var i = 0; i < Count; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(i * sizeof(double)), values[i] ?? double.NaN);
        return blob;
    }

    public static ClusterVariances Read(byte[] blob)
    {
        // Points of before the newest one was kept are there until they are evaluated again.
        double? At(int index)
        {
            if (blob.Length < (index + 1) * sizeof(double))
                return null;
            var value = BinaryPrimitives.ReadDoubleLittleEndian(blob.AsSpan(index * sizeof(double)));
            return double.IsNaN(value) ? null : value;
        }

        return new ClusterVariances
        {
            FlagRate = At(0),
            OutcomeKnownRate = At(1),
            Prevalence = At(2),
            Sensitivity = At(3),
            Specificity = At(4),
            Ppv = At(5),
            Npv = At(6),
            Accuracy = At(7),
            Jaccard = At(8),
            NetBenefit = At(9),
            Brier = At(10),
            Auroc = At(11),
            OverrideRate = At(12),
            ScaledBrier = At(13),
            MeanError = At(14),
        };
    }
}
