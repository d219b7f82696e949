using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>Frozen rows as compressed bytes, column by column. The first byte is the format.</summary>
internal static class FrozenRowsCodec
{
    private const byte Format = 1;
    private const int Quality = 4;
    private const int Window = 18;

    public static byte[] Encode(FrozenRows rows)
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write7BitEncodedInt(rows.Rows);
            writer.Write7BitEncodedInt(rows.Columns.Length);
            for (var dimension = 0; dimension < rows.Columns.Length; dimension++)
            {
                writer.Write(rows.Columns[dimension]);
                writer.Write(rows.Meanings[dimension]);
                writer.Write7BitEncodedInt(rows.Values[dimension].Length);
                foreach (var value in rows.Values[dimension])
                    writer.Write(value);
                foreach (var code in rows.Codes[dimension])
                    writer.Write7BitEncodedInt(code);
            }

            writer.Write7BitEncodedInt(rows.Counted.Length);
            foreach (var word in rows.Counted)
                writer.Write(word);
            foreach (var success in rows.Success)
                writer.Write(success);
            writer.Write7BitEncodedInt(rows.Score.Length);
            foreach (var score in rows.Score)
                writer.Write(score);
            writer.Write7BitEncodedInt(rows.Unlinked);
        }

        return Compress(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }

    /// <exception cref="InvalidDataException">The bytes are not of this format.</exception>
    public static FrozenRows Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(Decompress(bytes)), Encoding.UTF8);
        var rows = reader.Read7BitEncodedInt();
        var dimensions = reader.Read7BitEncodedInt();
        var (columns, meanings, values, codes) = (new string[dimensions], new string[dimensions], new string[dimensions][], new ushort[dimensions][]);
        for (var dimension = 0; dimension < dimensions; dimension++)
        {
            columns[dimension] = reader.ReadString();
            meanings[dimension] = reader.ReadString();
            values[dimension] = new string[reader.Read7BitEncodedInt()];
            for (var value = 0; value < values[dimension].Length; value++)
                values[dimension][value] = reader.ReadString();
            codes[dimension] = new ushort[rows];
            for (var row = 0; row < rows; row++)
                codes[dimension][row] = (ushort)reader.Read7BitEncodedInt();
        }

        var counted = new ulong[reader.Read7BitEncodedInt()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(counted.AsSpan()));
        var success = new bool[rows];
        for (var row = 0; row < rows; row++)
            success[row] = reader.ReadBoolean();
        var score = new double[reader.Read7BitEncodedInt()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(score.AsSpan()));

        // Lines of before it was kept end here.
        var unlinked = reader.BaseStream.Position < reader.BaseStream.Length ? reader.Read7BitEncodedInt() : 0;
        return new FrozenRows { Columns = columns, Meanings = meanings, Values = values, Codes = codes, Counted = counted, Success = success, Score = score, Unlinked = unlinked };
    }

    /// <summary>A format byte, the length, and the bytes compressed.</summary>
    internal static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        const int head = 1 + sizeof(int);
        var buffer = new byte[head + BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        buffer[0] = Format;
        BitConverter.TryWriteBytes(buffer.AsSpan(1), bytes.Length);
        if (!BrotliEncoder.TryCompress(bytes, buffer.AsSpan(head), out var written, Quality, Window))
            throw new InvalidOperationException("The buffer for the compressed evidence was too small.");
        return buffer[..(head + written)];
    }

    internal static byte[] Decompress(byte[] bytes)
    {
        const int head = 1 + sizeof(int);
        if (bytes.Length < head || bytes[0] != Format)
            throw new InvalidDataException("The evidence ledger is of another format.");
        var plain = new byte[BitConverter.ToInt32(bytes.AsSpan(1))];
        if (!BrotliDecoder.TryDecompress(bytes.AsSpan(head), plain, out var written) || written != plain.Length)
            throw new InvalidDataException("A line of the evidence ledger cannot be read.");
        return plain;
    }
}
