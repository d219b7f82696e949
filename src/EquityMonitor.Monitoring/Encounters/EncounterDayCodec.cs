using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>
/// An encounter day as an Arrow IPC stream of one record batch: score (float64), outcome and response (uint8), need (float64, nullable; only where declared),
/// patient (16 bytes; only where declared), encounter (16 bytes), then one dictionary-coded text column per dimension. Any Arrow library can read it.
/// </summary>
public static class EncounterDayCodec
{
    private const string FormatKey = "format";
    private const string FormatName = "encounter-day/1";
    private const string DimensionPrefix = "dimension:";
    private const int HashBytes = 16;

    private static readonly FixedSizeBinaryType HashType = new(HashBytes);
    private static readonly DictionaryType CodedText = new(UInt16Type.Default, StringType.Default, ordered: false);

    public static byte[] Encode(EncounterColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var rows = columns.Rows;
        var fields = new List<Field>();
        var arrays = new List<IArrowArray>();
        Add("score", new DoubleArray(Buffer<double>(columns.Score), ArrowBuffer.Empty, columns.Score.Length, 0, 0));
        Add("outcome", new UInt8Array(Buffer<byte>(columns.Outcome), ArrowBuffer.Empty, columns.Outcome.Length, 0, 0));
        Add("response", new UInt8Array(Buffer<byte>(columns.Response), ArrowBuffer.Empty, columns.Response.Length, 0, 0));
        if (columns.Need.Length > 0)
            Add("need", Need(columns.Need), nullable: true);
        if (columns.Patient.Length > 0)
            Add("patient", Hashes(columns.Patient));
        Add("encounter", Hashes(columns.Encounter));
        foreach (var dimension in columns.Dimensions)
        {
            var dictionary = new StringArray.Builder().AppendRange(dimension.Dictionary).Build();
            var codes = new UInt16Array(Buffer<ushort>(dimension.Codes), ArrowBuffer.Empty, dimension.Codes.Length, 0, 0);
            Add(DimensionPrefix + dimension.Column, new DictionaryArray(CodedText, codes, dictionary));
        }

        var schema = new Schema(fields, new Dictionary<string, string>(StringComparer.Ordinal) { [FormatKey] = FormatName });
        using var batch = new RecordBatch(schema, arrays, rows);
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(batch);
            writer.WriteEnd();
        }

        return stream.ToArray();

        void Add(string name, IArrowArray array, bool nullable = false)
        {
            if (array.Length != rows)
                throw new ArgumentException($"The column '{name}' has {array.Length} rows, the day has {rows}.", nameof(columns));
            fields.Add(new Field(name, array.Data.DataType, nullable));
            arrays.Add(array);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are not an encounter day of a known format.</exception>
    public static EncounterColumns Decode(byte[] arrow)
    {
        ArgumentNullException.ThrowIfNull(arrow);
        using var reader = new ArrowStreamReader(arrow.AsMemory());
        using var batch = reader.ReadNextRecordBatch() ?? throw new InvalidDataException("The stored encounter day is empty: pull it again.");
        var schema = batch.Schema;
        if (schema.Metadata is null || !schema.Metadata.TryGetValue(FormatKey, out var format) || format != FormatName)
            throw new InvalidDataException($"The stored encounter day is not of the format {FormatName}: pull it again with this version.");
        double[] score = [];
        byte[] outcome = [], response = [];
        double?[] need = [];
        UInt128[] patient = [], encounter = [];
        var dimensions = new List<DimensionColumn>();
        for (var i = 0; i < batch.ColumnCount; i++)
        {
            var array = batch.Column(i);
            switch (schema.GetFieldByIndex(i).Name)
            {
                case "score":
                    score = ((DoubleArray)array).Values.ToArray();
                    break;
                case "outcome":
                    outcome = ((UInt8Array)array).Values.ToArray();
                    break;
                case "response":
                    response = ((UInt8Array)array).Values.ToArray();
                    break;
                case "need":
                    need = Need((DoubleArray)array);
                    break;
                case "patient":
                    patient = Hashes((Apache.Arrow.Arrays.FixedSizeBinaryArray)array);
                    break;
                case "encounter":
                    encounter = Hashes((Apache.Arrow.Arrays.FixedSizeBinaryArray)array);
                    break;
                case var name when name.StartsWith(DimensionPrefix, StringComparison.Ordinal):
                    dimensions.Add(Dimension(name[DimensionPrefix.Length..], (DictionaryArray)array));
                    break;
            }
        }

        return new EncounterColumns
        {
            Score = score,
            Outcome = outcome,
            Response = response,
            Need = need,
            Patient = patient,
            Encounter = encounter,
            Dimensions = [.. dimensions],
        };
    }

    private static ArrowBuffer Buffer<T>(ReadOnlySpan<T> values)
        where T : unmanaged => new(MemoryMarshal.AsBytes(values).ToArray());

    private static DoubleArray Need(double?[] values)
    {
        var builder = new DoubleArray.Builder().Reserve(values.Length);
        foreach (var value in values)
            builder.Append(value);
        return builder.Build();
    }

    private static double?[] Need(DoubleArray array)
    {
        var values = new double?[array.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = array.GetValue(i);
        return values;
    }

    private static Apache.Arrow.Arrays.FixedSizeBinaryArray Hashes(UInt128[] values)
    {
        var bytes = new byte[values.Length * HashBytes];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(i * HashBytes), values[i]);
        return new(new ArrayData(HashType, values.Length, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(bytes)]));
    }

    private static UInt128[] Hashes(Apache.Arrow.Arrays.FixedSizeBinaryArray array)
    {
        var values = new UInt128[array.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadUInt128LittleEndian(array.GetBytes(i));
        return values;
    }

    private static DimensionColumn Dimension(string column, DictionaryArray array)
    {
        var texts = (StringArray)array.Dictionary;
        var dictionary = new string[texts.Length];
        for (var i = 0; i < dictionary.Length; i++)
            dictionary[i] = texts.GetString(i);
        return new DimensionColumn(column, dictionary, ((UInt16Array)array.Indices).Values.ToArray());
    }
}
