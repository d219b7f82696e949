using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>A day as the source returned it, ready to be compared with what is stored.</summary>
internal sealed class PulledDay
{
    private PulledDay(DateOnly day, DayRows rows, EncounterColumns columns)
    {
        Day = day;
        Read = rows.Valid.Count;
        Rejected = rows.Rejected;
        RejectedRows = rows.Rejected.Values.Sum();
        Columns = columns;
        Hash = ContentHash.Of(columns);
        KnownOutcomes = CountKnown(columns);
    }

    public DateOnly Day { get; }

    /// <summary>Valid rows, before an encounter's scores were reduced to one.</summary>
    public int Read { get; }

    public IReadOnlyDictionary<(string Reason, string Field), int> Rejected { get; }

    public int RejectedRows { get; }

    public EncounterColumns Columns { get; }

    public string Hash { get; }

    public int KnownOutcomes { get; }

    /// <summary>The source has no row at all of the day.</summary>
    public bool IsGone => Read == 0 && RejectedRows == 0;

    public static PulledDay Of(ModelDefinition definition, DateOnly day, DayRows rows, IdentifierHasher hasher) =>
        new(day, rows, DayBuilder.Build(definition, rows.Valid, hasher));

    public static int CountKnown(EncounterColumns columns) => columns.Rows - columns.Outcome.AsSpan().Count(EncounterColumns.OutcomeUnknown);
}
