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
        table.AddColumns("Id", "State", "Since", "Model", "Rule", "Subgroup", "When opened", "Agreed");
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
                new Text(alert.Evidence.Limit));
        }

        console.Write(table);
    }

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
