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

    private const int DigestBytes = 16;

    /// <summary>Of a day of which nothing is known.</summary>
    private static readonly byte[] Unknown = new byte[DigestBytes];

    private readonly byte[] _prefix;
    private readonly DateRange _known;

    /// <summary>The known days one after another, so that a window is a slice.</summary>
    private readonly byte[] _digests;

    /// <param name="evaluationHash">Of the definition, as far as it changes points.</param>
    public InputFingerprint(ModelDefinition definition, string evaluationHash, IReadOnlyDictionary<DateOnly, DayState> days, IReadOnlySet<DateOnly> held)
    {
        DateOnly[] known = [.. days.Keys.Union(held)];
        _known = known.Length == 0 ? new DateRange(DateOnly.MaxValue, DateOnly.MinValue) : new DateRange(known.Min(), known.Max());
        _digests = new byte[known.Length == 0 ? 0 : _known.Days * DigestBytes];
        foreach (var day in known)
        {
            var content = days.TryGetValue(day, out var state) ? state.ContentHash : "";
            SHA256.HashData(Encoding.UTF8.GetBytes($"{(held.Contains(day) ? "held" : "")}|{content}")).AsSpan(0, DigestBytes).CopyTo(_digests.AsSpan(At(day)));
        }

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
        var day = range.From;
        for (; day <= range.To && day < _known.From; day = day.AddDays(1))
            hash.AppendData(Unknown);
        var last = range.To < _known.To ? range.To : _known.To;
        if (day <= last)
        {
            hash.AppendData(_digests.AsSpan(At(day)..At(last.AddDays(1))));
            day = last.AddDays(1);
        }

        for (; day <= range.To; day = day.AddDays(1))
            hash.AppendData(Unknown);
    }

    private int At(DateOnly day) => (day.DayNumber - _known.From.DayNumber) * DigestBytes;
}
