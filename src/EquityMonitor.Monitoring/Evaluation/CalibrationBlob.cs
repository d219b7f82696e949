using System.Buffers.Binary;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>
/// Calibration fits at rest: for intercept and slope a byte that is 0 where the fit was found, else the number of the reason, then value, variance and design effect
/// as little-endian doubles; an undefined design effect is a NaN, which exists only in the blob. Most models keep none: one column that is empty weighs less than six.
/// </summary>
internal static class CalibrationBlob
{
    private const int OfOne = 1 + (3 * sizeof(double));

    /// <summary>By the number that the blob holds, counted from 1; a place in this list is never given to another.</summary>
    private static readonly NotEstimableReason[] Reasons = [NotEstimableReason.NoVariation, NotEstimableReason.ScoresSeparateOutcomes, NotEstimableReason.NotConverged];

    public static readonly ValueConverter Converter = new ValueConverter<CalibrationResult, byte[]>(value => Write(value), blob => Read(blob));

    /// <exception cref="ArgumentException">A reason has no number.</exception>
    public static byte[] Write(CalibrationResult value)
    {
        var blob = new byte[2 * OfOne];
        Write(value.Intercept, blob);
        Write(value.Slope, blob.AsSpan(OfOne));
        return blob;
    }

    public static CalibrationResult Read(byte[] blob) => new(ReadOne(blob), ReadOne(blob.AsSpan(OfOne)));

    private static void Write(CalibrationFit fit, Span<byte> to)
    {
        if (fit is CalibrationFit.None(var reason))
        {
            to[0] = Array.IndexOf(Reasons, reason) is var index and >= 0 ? (byte)(index + 1) : throw new ArgumentException($"The reason \"{reason}\" has no number.", nameof(fit));
            return;
        }

        var found = (CalibrationFit.Found)fit;
        ReadOnlySpan<double> numbers = [found.Value, found.Variance, found.DesignEffect ?? double.NaN];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(to[(1 + (i * sizeof(double)))..], numbers[i]);
    }

    private static CalibrationFit ReadOne(ReadOnlySpan<byte> from)
    {
        if (from[0] > 0)
            return new CalibrationFit.None(Reasons[from[0] - 1]);
        var deff = BinaryPrimitives.ReadDoubleLittleEndian(from[(1 + (2 * sizeof(double)))..]);
        return new CalibrationFit.Found(
            BinaryPrimitives.ReadDoubleLittleEndian(from[1..]), BinaryPrimitives.ReadDoubleLittleEndian(from[(1 + sizeof(double))..]), double.IsNaN(deff) ? null : deff);
    }
}
