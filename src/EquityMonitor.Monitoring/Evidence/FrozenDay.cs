namespace EquityMonitor.Monitoring.Evidence;

/// <summary>A line of the ledger in memory.</summary>
internal sealed class FrozenDay(DateOnly day, DateOnly frozenOn, int streams, FrozenRows rows)
{
    private DayCells? _cells;

    public DateOnly Day => day;

    public DateOnly FrozenOn => frozenOn;

    public int Streams => streams;

    public DayCells Cells => _cells ??= new DayCells(rows);

    public static FrozenDay Of(EvidenceDay line) => new(line.Day, line.FrozenOn, line.Streams, FrozenRowsCodec.Decode(line.Rows));
}
