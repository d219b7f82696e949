using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>
/// Encounter days in memory, for everyone who asks for them: at most so many bytes, the longest unused leave first. What was laid out for exploring, and groups
/// that were asked for lately, stay with their days.
/// </summary>
public sealed class PeriodCache
{
    /// <summary>Room for a period of some four million encounters with eight dimensions.</summary>
    public const long UsualBytes = 512L << 20;

    /// <summary>As many groups as are kept of one period.</summary>
    internal const int MostGroups = 8;

    private readonly Lock _gate = new();
    private readonly LinkedList<Entry> _entries = new();
    private readonly long _mostBytes;

    public PeriodCache()
        : this(UsualBytes)
    {
    }

    internal PeriodCache(long mostBytes) => _mostBytes = mostBytes;

    internal long MostBytes => _mostBytes;

    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    internal LoadedPeriod? Find(PeriodKey key)
    {
        lock (_gate)
            return Use(entry => entry.Key == key)?.Period;
    }

    /// <summary>A frame that holds all that is asked for; it may hold more days.</summary>
    internal (FrameSource Source, EncounterFrame Frame)? FindFrame(FrameSource asked)
    {
        lock (_gate)
            return (Use(entry => entry.Source.IsSameAs(asked)) ?? Use(entry => entry.Source.Covers(asked))) is { } entry ? (entry.Source, entry.Frame) : null;
    }

    internal void Add(FrameSource source, EncounterFrame frame) => Add(new Entry(source, frame));

    internal void Add(PeriodKey key, FrameSource source, LoadedPeriod period) => Add(new Entry(source, period.Frame) { Key = key, Period = period });

    internal ExploredGroup? FindGroup(PeriodKey key, SubgroupKey group)
    {
        lock (_gate)
            return Use(entry => entry.Key == key)?.Groups.Find(known => known.Key.Equals(group));
    }

    internal void AddGroup(PeriodKey key, ExploredGroup group)
    {
        lock (_gate)
        {
            if (Use(entry => entry.Key == key) is not { } entry)
                return;
            entry.Groups.RemoveAll(known => known.Key.Equals(group.Key));
            entry.Groups.Insert(0, group);
            if (entry.Groups.Count > MostGroups)
                entry.Groups.RemoveAt(MostGroups);
            MakeRoom();
        }
    }

    private void Add(Entry added)
    {
        lock (_gate)
        {
            // Of the same days there is one: other content replaces what was loaded, what was laid out replaces the bare rows.
            for (var node = _entries.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.Source is var held && held.ModelId == added.Source.ModelId && (held.Days == added.Source.Days || held.IsSameAs(added.Source)))
                    _entries.Remove(node);
                node = next;
            }

            _entries.AddFirst(added);
            MakeRoom();
        }
    }

    private void MakeRoom()
    {
        while (_entries.Last is { } last && _entries.Sum(entry => entry.Bytes) > _mostBytes)
            _entries.Remove(last);
    }

    private Entry? Use(Func<Entry, bool> isAsked)
    {
        for (var node = _entries.First; node is not null; node = node.Next)
        {
            if (!isAsked(node.Value))
                continue;
            _entries.Remove(node);
            _entries.AddFirst(node);
            return node.Value;
        }

        return null;
    }

    private sealed record Entry(FrameSource Source, EncounterFrame Frame)
    {
        public PeriodKey? Key { get; init; }

        public LoadedPeriod? Period { get; init; }

        public List<ExploredGroup> Groups { get; } = [];

        /// <summary>A group takes a code per row, and sums per distinct score.</summary>
        public long Bytes => Period is null
            ? LoadedPeriod.BytesFor(Frame.Rows, Frame.Codes.Length)
            : Period.Bytes + (Groups.Count * ((2L * Period.Encounters) + (40L * Period.Scores.Length)));
    }
}
