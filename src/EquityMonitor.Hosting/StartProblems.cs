using Microsoft.Extensions.Options;

namespace EquityMonitor.Hosting;

/// <summary>Failures that a person who starts the program can mend: they deserve their message, not a stack trace.</summary>
public static class StartProblems
{
    /// <summary>The messages, each once; null when the failure is of another kind.</summary>
    public static IReadOnlyList<string>? Of(Exception failure) => failure switch
    {
        OptionsValidationException options => [.. options.Failures],
        AggregateException many when many.InnerExceptions.All(inner => Of(inner) is not null) => [.. many.InnerExceptions.SelectMany(inner => Of(inner)!).Distinct(StringComparer.Ordinal)],
        HashKeyException or MonitorLockedException or MonitorSchemaException => [failure.Message],
        _ => null,
    };
}
