using System.Data.Common;
using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Reporting.Audit;

namespace EquityMonitor.Cli.Output;

/// <summary>Failures as messages for the person at the terminal. Stack traces help nobody there.</summary>
internal static class FailureWords
{
    public static IReadOnlyList<string> Of(Exception failure) => StartProblems.Of(failure) ?? failure switch
    {
        OperationCanceledException => ["Cancelled. Nothing half done was left behind; the command can be run again."],
        CommandFailedException or SourceException or UnknownGroupException => [failure.Message],
        KeyNotFoundException => [failure.Message],
        IOException or UnauthorizedAccessException => [$"A file could not be read or written: {failure.Message}"],
        DbException => [$"The monitor database could not be used: {failure.Message} Check ConnectionStrings:Monitor and Database:Provider."],
        AggregateException many when many.InnerExceptions.Count == 1 => Of(many.InnerException!),
        _ when failure.InnerException is DbException database => Of(database),
        _ => [$"Unexpected failure ({failure.GetType().Name}): {failure.Message} Please report it with the command that you ran."],
    };
}
