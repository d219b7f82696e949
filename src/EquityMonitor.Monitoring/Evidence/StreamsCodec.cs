using System.Text;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>The streams of a form as compressed bytes, every number exactly, in the order of their subgroups.</summary>
internal static class StreamsCodec
{
    public static byte[] Encode(FormStreams streams)
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(streams.Auroc?.Next ?? 0);
            var meanings = streams.Meanings.OrderBy(entry => entry.Column, StringComparer.Ordinal).ToList();
            writer.Write(meanings.Count);
            foreach (var (column, meaning) in meanings)
            {
                writer.Write(column);
                writer.Write(meaning);
            }

            writer.Write(streams.Count);
            foreach (var stream in streams.Streams.OrderBy(stream => stream.Key))
                Write(writer, stream);
        }

        return FrozenRowsCodec.Compress(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }

    /// <summary>Brings fresh streams to where the encoded ones were.</summary>
    /// <returns>How many days an AUROC had taken.</returns>
    /// <exception cref="InvalidDataException">The bytes are not of this format.</exception>
    public static int Decode(byte[] bytes, FormStreams streams)
    {
        using var reader = new BinaryReader(new MemoryStream(FrozenRowsCodec.Decompress(bytes)), Encoding.UTF8);
        var next = reader.ReadInt32();
        for (var left = reader.ReadInt32(); left > 0; left--)
            streams.Learn(reader.ReadString(), reader.ReadString());
        for (var left = reader.ReadInt32(); left > 0; left--)
            Read(reader, streams.Add(SubgroupKey.Parse(reader.ReadString())));
        return next;
    }

    private static void Write(BinaryWriter writer, EvidenceStream stream)
    {
        writer.Write(stream.Key.ToString());
        Write(writer, stream.Watching);
        writer.Write(stream.Alarm is not null);
        if (stream.Alarm is { } alarm)
        {
            writer.Write(alarm.RaisedOn.DayNumber);
            writer.Write(alarm.Day.DayNumber);
            writer.Write(alarm.Onset.DayNumber);
            writer.Write(alarm.LogEvidence);
            foreach (var detector in stream.Recovering)
                Write(writer, detector);
        }

        writer.Write(stream.Pool.Since ?? -1);
        writer.Write(stream.Pool.Positives);
        writer.Write(stream.Pool.Negatives);
    }

    private static void Read(BinaryReader reader, EvidenceStream stream)
    {
        Read(reader, stream.Watching);
        if (reader.ReadBoolean())
        {
            stream.Raise(new OpenAlarm(
                DateOnly.FromDayNumber(reader.ReadInt32()), DateOnly.FromDayNumber(reader.ReadInt32()), DateOnly.FromDayNumber(reader.ReadInt32()), reader.ReadDouble()));
            foreach (var detector in stream.Recovering)
                Read(reader, detector);
        }

        var since = reader.ReadInt32();
        stream.Pool.Since = since < 0 ? null : since;
        stream.Pool.Positives = reader.ReadInt32();
        stream.Pool.Negatives = reader.ReadInt32();
    }

    private static void Write(BinaryWriter writer, EvidenceDetector detector)
    {
        var state = new double[detector.StateLength];
        detector.Save(state);
        foreach (var number in state)
            writer.Write(number);
    }

    private static void Read(BinaryReader reader, EvidenceDetector detector)
    {
        var state = new double[detector.StateLength];
        for (var i = 0; i < state.Length; i++)
            state[i] = reader.ReadDouble();
        detector.Load(state);
    }
}
