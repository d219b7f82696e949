using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using Spectre.Console;

namespace EquityMonitor.Cli.Output;

/// <summary>Alerts for people.</summary>
internal static class AlertTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<ListedAlert> alerts, bool all)
    {
        if (alerts.Count == 0)
        {
            console.WriteLine(all ? "There are no alerts." : "There are no open alerts.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("Id", "State", "Since", "Model", "Rule", "Subgroup", "When opened", "Agreed", "Evidence");
        foreach (var listed in alerts)
        {
            var alert = listed.Alert;
            table.AddRow(
                new Text(Formats.Count(alert.Id)),
                new Text(alert.State.ToString()),
                new Text(Days.Text(alert.OpenedFor)),
                new Text(listed.ModelKey),
                new Text(alert.RuleName),
                new Text(listed.SubgroupKey.Length == 0 ? SubgroupNames.All : listed.SubgroupKey),
                new Text(Figures(listed)),
                new Text(alert.Evidence.Limit),
                new Text(Evidence(alert.Evidence)));
        }

        console.Write(table);
    }

    /// <summary>What brought the alert: the alarm of peek-safe evidence, else how easily chance alone would give the interval.</summary>
    private static string Evidence(AlertEvidence evidence) => evidence switch
    {
        { Alarm: { } alarm } => $"peek-safe alarm of {Days.Text(alarm.RaisedOn)}, began about {Days.Text(alarm.Onset)}",
        { AdjustedPValue: { } p } => $"interval, {ShiftWords.P(p)}{(evidence.Family > 1 ? $" among {Formats.Count(evidence.Family, "group", "groups")}" : null)}",
        _ => "interval",
    };

    private static string Figures(ListedAlert listed)
    {
        var evidence = listed.Alert.Evidence;
        if (Metric.Find(evidence.Metric) is not { } metric)
            return "";
        var measured = evidence.Measured();
        var level = measured.Level == ConfidenceLevel.Default ? null : $" ({IntervalWords.Heading(measured.Level)})";
        var range = measured.Interval is null ? "" : $", {Formats.Range(metric, measured.Interval)}{level}";
        return $"{Formats.Value(metric, measured.Value, measured.Interval)}{range}, of {Formats.Denominator(metric, evidence.Denominator)}";
    }
}
