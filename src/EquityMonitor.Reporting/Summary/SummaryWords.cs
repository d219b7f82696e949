using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Reporting.Summary;

/// <summary>The states of months, alerts and days in words.</summary>
public static class SummaryWords
{
    public static string Of(MonthState state) => state switch
    {
        MonthState.NoData => "without encounters",
        MonthState.InProgress => "in progress",
        MonthState.NotMature => "not mature yet",
        MonthState.Mature => "complete and mature",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(HoldReason reason) => reason switch
    {
        HoldReason.TooManyBadRows => "too many of its rows could not be used",
        HoldReason.RowsVanished => "it had rows, and now the source returns none",
        HoldReason.RowsLost => "it lost more than a fifth of its rows",
        HoldReason.OutcomesLost => "it lost more than a fifth of its known outcomes",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>The worst verdict of a model in a month; null when nothing was judged. Meets says of whom, where combinations were not judged.</summary>
    public static string? VerdictOf(ModelMonth model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.OnlySinglesMeet ? "Single groups meet" : model.Worst is { } worst ? VerdictWords.Of(worst).Word : null;
    }

    /// <summary>Whether combinations of two groups were judged.</summary>
    public static string Of(Combinations combinations) => combinations switch
    {
        Combinations.NotAgreed => "no rule speaks of combinations",
        Combinations.Judged => "combinations judged",
        Combinations.NotJudged => "combinations not judged",
        _ => throw new ArgumentOutOfRangeException(nameof(combinations)),
    };

    /// <summary>How an alert stood at the end of the month.</summary>
    public static string StateOf(AlertLine alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return alert.ClosedAs switch
        {
            AlertState.Recovered => "recovered",
            AlertState.Resolved => "resolved",
            AlertState.Dismissed => "dismissed",
            _ when alert.OpenedLaterOn is not null => "not opened yet",
            _ => alert.AcknowledgedAt is null ? "open" : "acknowledged",
        };
    }

    /// <summary>"5 hours", "12 days"; minutes only within the first hour.</summary>
    public static string Took(TimeSpan time) => time switch
    {
        { TotalHours: < 1 } => Formats.Count((long)Math.Max(0, Math.Round(time.TotalMinutes)), "minute", "minutes"),
        { TotalHours: < 48 } => Formats.Count((long)Math.Round(time.TotalHours), "hour", "hours"),
        _ => Formats.Count((long)Math.Round(time.TotalDays), "day", "days"),
    };
}
