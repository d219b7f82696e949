using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>
/// Replaces patient and encounter ids by HMAC-SHA256 under the site's key, cut to 128 bits: equal ids give equal hashes, and nobody without the key can go back,
/// not even by trying all ids. A patient and an encounter that share an id get different hashes.
/// </summary>
public sealed class IdentifierHasher
{
    /// <summary>Shorter keys could be guessed.</summary>
    public const int MinimumKeyBytes = 16;

    private const byte PatientDomain = (byte)'p';
    private const byte EncounterDomain = (byte)'e';
    private const byte KeyDomain = (byte)'k';

    private readonly byte[] _key;

    /// <exception cref="ArgumentException">The key is shorter than <see cref="MinimumKeyBytes"/>.</exception>
    public IdentifierHasher(ReadOnlySpan<byte> key)
    {
        if (key.Length < MinimumKeyBytes)
            throw new ArgumentException($"The key for patient and encounter hashes has {key.Length} bytes: use at least {MinimumKeyBytes}, better 32, of random data.", nameof(key));
        _key = key.ToArray();
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, [KeyDomain], mac);
        KeyId = Convert.ToHexStringLower(SHA256.HashData(mac).AsSpan(0, 8));
    }

    /// <summary>Tells keys apart without telling anything about them: safe to store and to show.</summary>
    public string KeyId { get; }

    public UInt128 Patient(string id) => Hash(PatientDomain, id);

    public UInt128 Encounter(string id) => Hash(EncounterDomain, id);

    private UInt128 Hash(byte domain, string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var capacity = 1 + Encoding.UTF8.GetMaxByteCount(id.Length);
        byte[]? rented = null;
        var message = capacity <= 256 ? stackalloc byte[256] : rented = ArrayPool<byte>.Shared.Rent(capacity);
        message[0] = domain;
        var length = 1 + Encoding.UTF8.GetBytes(id, message[1..]);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, message[..length], mac);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return BinaryPrimitives.ReadUInt128BigEndian(mac);
    }
}
