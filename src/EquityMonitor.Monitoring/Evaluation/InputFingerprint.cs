using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>What is known of a day without opening its content.</summary>
public readonly record struct DayState(DateOnly Day, string ContentHash, int Rows);

/// <summary>
/// Fingerprint of everything that points are computed from: the engine, what the definition says about evaluation, the days of the window, the days of
/// the baseline, and which days are held. Points are recomputed when it differs, and only then.
/// </summary>
public sealed class InputFingerprint
{
    /// <summary>Raised whenever the same input would give other points.</summary>
    public const int EngineVersion = 3;

    private readonly byte[] _prefix;
    private readonly IReadOnlyDictionary<DateOnly, DayState> _days;
    private readonly IReadOnlySet<DateOnly> _held;

    /// <param name="evaluationHash">Of the definition, as far as it changes points.</param>
    public InputFingerprint(ModelDefinition definition, string evaluationHash, IReadOnlyDictionary<DateOnly, DayState> days, IReadOnlySet<DateOnly> held)
    {
        _days = days;
        _held = held;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{EngineVersion}|{evaluationHash}|"));
        if (definition.Baseline is { } baseline)
            Append(hash, baseline);
        _prefix = hash.GetHashAndReset();
    }

    /// <summary>Of the baseline as a period of its own.</summary>
    public long OfBaseline => BinaryPrimitives.ReadInt64LittleEndian(_prefix);

    public long Of(WindowRange range)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_prefix);
        Append(hash, range.Mature);
        Append(hash, range.Scored);
        return BinaryPrimitives.ReadInt64LittleEndian(hash.GetHashAndReset());
    }

    private void Append(IncrementalHash hash, DateRange range)
    {
        Span<byte> limits = stackalloc byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(limits, range.From.DayNumber);
        BinaryPrimitives.WriteInt32LittleEndian(limits[sizeof(int)..], range.To.DayNumber);
        hash.AppendData(limits);
        for (var day = range.From; day <= range.To; day = day.AddDays(1))
        {
            if (_days.TryGetValue(day, out var state))
                hash.AppendData(Encoding.UTF8.GetBytes(state.ContentHash));
            hash.AppendData(_held.Contains(day) ? "h"u8 : "-"u8);
        }
    }
}
