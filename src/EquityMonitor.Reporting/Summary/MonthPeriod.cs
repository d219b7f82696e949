using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Reporting.Summary;

/// <summary>How far a month has come.</summary>
public enum MonthState
{
    /// <summary>No encounter of the month is stored.</summary>
    NoData,

    /// <summary>Its last day is not over, or not pulled.</summary>
    InProgress,

    /// <summary>Every day is there; some outcomes are expected still.</summary>
    NotMature,

    /// <summary>Every day is old enough for its outcomes to be recorded.</summary>
    Mature,
}

/// <summary>Which days of a month the figures of a model rest on.</summary>
public sealed record MonthPeriod
{
    public required CalendarMonth Month { get; init; }

    public required MonthState State { get; init; }

    /// <summary>The days behind volume and flag rate: the month, or what there is of it so far. A version that began within the month begins it.</summary>
    public required DateRange Scored { get; init; }

    /// <summary>The days behind every performance metric; null when none has matured.</summary>
    public required DateRange? Mature { get; init; }

    /// <summary>The as-of day on which the whole month is mature.</summary>
    public required DateOnly MatureOn { get; init; }

    /// <param name="definition">In force.</param>
    /// <param name="month">The month.</param>
    /// <param name="hasEncounters">Whether one of its days has rows.</param>
    /// <param name="newest">The newest as-of day; null before the first row.</param>
    public static MonthPeriod Of(ModelDefinition definition, CalendarMonth month, bool hasEncounters, DateOnly? newest)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var maturity = definition.Outcome.MaturityDays;
        var matureOn = month.Last.AddDays(maturity);
        var from = definition.Effective is { } effective && effective > month.First && effective <= month.Last ? effective : month.First;
        if (newest is not { } known || known < from || !hasEncounters)
            return new MonthPeriod { Month = month, State = MonthState.NoData, Scored = new DateRange(from, month.Last), Mature = null, MatureOn = matureOn };
        var matureTo = Earlier(month.Last, known.AddDays(-maturity));
        return new MonthPeriod
        {
            Month = month,
            State = known < month.Last ? MonthState.InProgress : known < matureOn ? MonthState.NotMature : MonthState.Mature,
            Scored = new DateRange(from, Earlier(month.Last, known)),
            Mature = matureTo < from ? null : new DateRange(from, matureTo),
            MatureOn = matureOn,
        };
    }

    private static DateOnly Earlier(DateOnly left, DateOnly right) => left < right ? left : right;
}
