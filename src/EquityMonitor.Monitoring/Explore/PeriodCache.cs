namespace EquityMonitor.Monitoring.Explore;

/// <summary>
/// Loaded periods, so that a slider does not load again: at most so many bytes of them, the longest unused leave first. Groups that were asked for lately
/// stay with their period.
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

    internal int Count
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
            return Use(key)?.Period;
    }

    internal void Add(PeriodKey key, LoadedPeriod period)
    {
        lock (_gate)
        {
            // Other content of the same days has replaced what was loaded.
            for (var node = _entries.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.Key.ModelId == key.ModelId && node.Value.Key.Days == key.Days)
                    _entries.Remove(node);
                node = next;
            }

            _entries.AddFirst(new Entry(key, period));
            while (_entries.Count > 1 && _entries.Sum(entry => entry.Bytes) > _mostBytes)
                _entries.RemoveLast();
        }
    }

    internal ExploredGroup? FindGroup(PeriodKey key, Evaluation.SubgroupKey group)
    {
        lock (_gate)
            return Use(key)?.Groups.Find(known => known.Key.Equals(group));
    }

    internal void AddGroup(PeriodKey key, ExploredGroup group)
    {
        lock (_gate)
        {
            if (Use(key) is not { } entry)
                return;
            entry.Groups.RemoveAll(known => known.Key.Equals(group.Key));
            entry.Groups.Insert(0, group);
            if (entry.Groups.Count > MostGroups)
                entry.Groups.RemoveAt(MostGroups);
        }
    }

    private Entry? Use(PeriodKey key)
    {
        for (var node = _entries.First; node is not null; node = node.Next)
        {
            if (node.Value.Key != key)
                continue;
            _entries.Remove(node);
            _entries.AddFirst(node);
            return node.Value;
        }

        return null;
    }

    private sealed record Entry(PeriodKey Key, LoadedPeriod Period)
    {
        public List<ExploredGroup> Groups { get; } = [];

        /// <summary>A group takes a code per row, and sums per distinct score.</summary>
        public long Bytes => Period.Bytes + (Groups.Count * ((2L * Period.Encounters) + (40L * Period.Scores.Length)));
    }
}
