using EquityMonitor.Hosting;
using Microsoft.AspNetCore.Connections;

namespace EquityMonitor.Web.Composition;

/// <summary>Turns what a person at the terminal can put right into one message and exit code 1. Everything else is a fault and keeps its stack trace.</summary>
public static class StartFailure
{
    public static async Task<int> GuardAsync(Func<Task> run, TextWriter errors)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception exception) when (MessageFor(exception) is { } message)
        {
            await errors.WriteLineAsync($"EquityMonitor did not start. {message}");
            return 1;
        }
    }

    internal static string? MessageFor(Exception exception) => exception switch
    {
        StartRefusedException refused => refused.Message,
        MonitorLockedException => "Another EquityMonitor uses this data folder: stop it, or set Data__Root to another folder.",
        IOException { InnerException: AddressInUseException } bind => $"{bind.Message} Stop the program that uses the address, or set Urls to another one.",
        _ => StartProblems.Of(exception) is { } problems ? string.Join(Environment.NewLine, problems) : null,
    };
}
