using EquityMonitor.Hosting;
using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Jobs;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>A run in plain words.</summary>
public static class RunHistoryWords
{
    public static string Kind(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run switch
        {
            { Kind: RunKind.Backfill, From: { } from, To: { } to } => $"Backfill of {Days(new DateRange(from, to))}",
            { Kind: RunKind.Backfill } => "Backfill",
            { Kind: RunKind.Weekly } => "Weekly run",
            _ => Formats.Capital(Nightly(run.AskedBy)),
        };
    }

    public static string Kind(RunOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Scope switch
        {
            PullScope.Range range => $"backfill of {Days(range.Days)}",
            PullScope.Weekly => "weekly run",
            _ => Nightly(order.AskedBy),
        };
    }

    /// <summary>"by the schedule", "by Dr Reyes".</summary>
    public static string By(string askedBy) => askedBy switch
    {
        RunOrder.Schedule => "by the schedule",
        RunOrder.Start => "by EquityMonitor",
        RunOrder.CommandLine => "from the command line",
        DefinitionFolder.Origin => "by the definition folder",
        SimulatedModels.Origin => "by the simulation",
        _ => RunOrder.DefinitionOf(askedBy) is { } who ? By(who) : $"by {askedBy}",
    };

    /// <summary>All of these do what the nightly run does.</summary>
    private static string Nightly(string askedBy) => askedBy switch
    {
        RunOrder.Schedule => "nightly run",
        RunOrder.Start => "run after the program started",
        _ => RunOrder.DefinitionOf(askedBy) is null ? "run" : "run for a new definition",
    };

    public static string Outcome(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Outcome switch
        {
            RunOutcome.Running => "Running",
            RunOutcome.Succeeded => "Done",
            RunOutcome.Failed => "Failed",
            RunOutcome.Cancelled => $"Cancelled by {run.CancelledBy}",
            RunOutcome.Interrupted => "Interrupted",
            _ => throw new ArgumentOutOfRangeException(nameof(run)),
        };
    }

    /// <summary>Said in a shape as well as in a word and a colour.</summary>
    public static string Symbol(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Running => "\u25B6",
        RunOutcome.Succeeded => "\u2713",
        RunOutcome.Failed => "\u2715",
        RunOutcome.Cancelled => "\u25A0",
        RunOutcome.Interrupted => "\u25D0",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>"Read 30 days, 6,000 rows (12 refused); computed 30 days anew; opened 1 alert." Empty where a run that did not end well had done nothing yet: what it would have found is not known.</summary>
    public static string Did(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Outcome == RunOutcome.Running || (run.Outcome == RunOutcome.Interrupted && run.EndedAt is null))
            return string.Empty;
        var refused = run.RefusedRows > 0 ? $" ({Formats.Count(run.RefusedRows)} refused)" : null;
        string?[] parts =
        [
            run.DaysRead > 0 ? $"read {Formats.Count(run.DaysRead, "day", "days")}, {Formats.Count(run.Rows, "row", "rows")}{refused}" : null,
            run.DaysEvaluated > 0 ? $"computed {Formats.Count(run.DaysEvaluated, "day", "days")} anew" : null,
            run.AlertsOpened > 0 ? $"opened {Formats.Count(run.AlertsOpened, "alert", "alerts")}" : null,
        ];
        var did = string.Join("; ", parts.OfType<string>());
        return did.Length == 0 ? run.Outcome == RunOutcome.Succeeded ? "Nothing was new." : string.Empty : $"{char.ToUpperInvariant(did[0])}{did[1..]}.";
    }

    public static string? Duration(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.EndedAt is { } ended ? Durations.Of(ended - run.StartedAt) : null;
    }

    public static string Days(DateRange days) => days.Days == 1 ? Formats.Date(days.From) : $"{Formats.Date(days.From)} to {Formats.Date(days.To)}";
}
