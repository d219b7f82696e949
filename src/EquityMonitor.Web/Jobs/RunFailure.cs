using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Web.Jobs;

/// <summary>Why a run failed, in words that are safe to show to everyone who may read a page.</summary>
internal static class RunFailure
{
    public const string Unknown = "The run failed and will be tried again; Operations and the log of the program say more.";

    public static string TextFor(Exception exception) => exception switch
    {
        SourceException source => source.Message,
        OperationCanceledException => "The run was stopped; it goes on where it was when it is started again.",
        _ => Unknown,
    };
}
