using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>
/// SHA-256 over the logical content of an encounter day, hexadecimal: every column with its name, in little-endian order. It does not depend on how Arrow lays
/// the columns out, so an upgrade of the library changes no hash.
/// </summary>
public static class ContentHash
{
    private const string Format = "encounter-day/1";

    public static string Of(EncounterColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Math.Max(16, columns.Rows * 16)];
        Text(hash, Format);
        Number(hash, columns.Rows);

        Head(hash, "score", columns.Score.Length);
        for (var i = 0; i < columns.Score.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(buffer.AsSpan(i * 8), columns.Score[i]);
        hash.AppendData(buffer, 0, columns.Score.Length * 8);

        Head(hash, "outcome", columns.Outcome.Length);
        hash.AppendData(columns.Outcome);
        Head(hash, "response", columns.Response.Length);
        hash.AppendData(columns.Response);

        Head(hash, "need", columns.Need.Length);
        foreach (var need in columns.Need)
        {
            hash.AppendData(need is null ? [0] : [1]);
            BinaryPrimitives.WriteDoubleLittleEndian(buffer, need ?? 0);
            hash.AppendData(buffer, 0, 8);
        }

        Hashes(hash, "patient", columns.Patient, buffer);
        Hashes(hash, "encounter", columns.Encounter, buffer);

        Number(hash, columns.Dimensions.Length);
        foreach (var dimension in columns.Dimensions)
        {
            Head(hash, dimension.Column, dimension.Dictionary.Length);
            foreach (var value in dimension.Dictionary)
                Text(hash, value);
            for (var i = 0; i < dimension.Codes.Length; i++)
                BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(i * 2), dimension.Codes[i]);
            hash.AppendData(buffer, 0, dimension.Codes.Length * 2);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Hashes(IncrementalHash hash, string name, UInt128[] values, byte[] buffer)
    {
        Head(hash, name, values.Length);
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt128LittleEndian(buffer.AsSpan(i * 16), values[i]);
        hash.AppendData(buffer, 0, values.Length * 16);
    }

    private static void Head(IncrementalHash hash, string name, int length)
    {
        Text(hash, name);
        Number(hash, length);
    }

    private static void Text(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Number(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Number(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
