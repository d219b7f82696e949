using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Cli.Output;

/// <summary>What a run did to the alerts of its model, as one line for the terminal.</summary>
internal static class AlertChanges
{
    /// <param name="modelKey">Whose alerts they are.</param>
    /// <param name="before">All of them before the run.</param>
    /// <param name="after">All of them after it.</param>
    public static string Of(string modelKey, IReadOnlyList<Alert> before, IReadOnlyList<Alert> after)
    {
        var known = before.ToDictionary(alert => alert.Id);
        Alert[] opened = [.. after.Where(alert => !known.ContainsKey(alert.Id))];
        var alarms = opened.Count(alert => alert.Evidence.Alarm is not null);
        var recovered = after.Count(alert => alert.State == AlertState.Recovered && !(known.TryGetValue(alert.Id, out var then) && !then.IsOpen));
        var open = after.Count(alert => alert.IsOpen);
        var said = opened.Length == 0 ? "No alert opened"
            : $"{Formats.Count(opened.Length, "alert", "alerts")} opened, {(alarms == 0 ? "none" : alarms == opened.Length ? "all" : Formats.Count((long)alarms))} by an alarm of peek-safe evidence";
        return $"{said}; {Formats.Count((long)recovered)} recovered; {(open == 1 ? "1 is" : $"{Formats.Count((long)open)} are")} open{(open == 0 ? null : $": equitymonitor alerts --model {modelKey}")}.";
    }
}
