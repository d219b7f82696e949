using System.Text;
using System.Text.Json;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Cli.Output;

/// <summary>Alerts for programs: an array, the oldest first.</summary>
internal static class AlertJson
{
    public static string Of(IReadOnlyList<ListedAlert> alerts)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var alert in alerts)
                Write(json, alert);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ListedAlert listed)
    {
        var alert = listed.Alert;
        json.WriteStartObject();
        json.WriteNumber("id", alert.Id);
        json.WriteString("model", listed.ModelKey);
        json.WriteString("rule", alert.RuleKey);
        json.WriteString("ruleName", alert.RuleName);
        json.WriteString("severity", JsonNamingPolicy.CamelCase.ConvertName(alert.Severity.ToString()));
        json.WriteString("state", JsonNamingPolicy.CamelCase.ConvertName(alert.State.ToString()));
        json.WriteStartObject("subgroup");
        foreach (var (dimension, value) in SubgroupKey.Parse(listed.SubgroupKey).Parts)
            json.WriteString(dimension, value);
        json.WriteEndObject();
        json.WriteString("openedFor", Days.Text(alert.OpenedFor));
        json.WriteString("openedAt", DateTime.SpecifyKind(alert.OpenedAt, DateTimeKind.Utc));
        WriteDay(json, "closedFor", alert.ClosedFor);
        json.WriteString("acknowledgedBy", alert.AcknowledgedBy);
        json.WriteString("metric", alert.Evidence.Metric);
        json.WriteString("limit", alert.Evidence.Limit);
        json.WriteNumber("value", alert.Evidence.Value);
        WriteNumber(json, "low", alert.Evidence.Low);
        WriteNumber(json, "high", alert.Evidence.High);
        json.WriteNumber("confidence", alert.Evidence.Level().Value);
        json.WriteNumber("denominator", alert.Evidence.Denominator);
        WriteNumber(json, "patients", alert.Evidence.Patients);
        WriteNumber(json, "adjustedP", alert.Evidence.AdjustedPValue);
        json.WriteNumber("family", alert.Evidence.Family);
        WriteAlarm(json, alert.Evidence.Alarm);
        json.WriteEndObject();
    }

    /// <summary>Null where the interval decided.</summary>
    private static void WriteAlarm(Utf8JsonWriter json, AlarmEvidence? alarm)
    {
        if (alarm is null)
        {
            json.WriteNull("alarm");
            return;
        }

        json.WriteStartObject("alarm");
        json.WriteString("raisedOn", Days.Text(alarm.RaisedOn));
        json.WriteString("day", Days.Text(alarm.Day));
        json.WriteString("onset", Days.Text(alarm.Onset));
        json.WriteNumber("budgetDays", alarm.BudgetDays);
        json.WriteEndObject();
    }

    private static void WriteDay(Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } known)
            json.WriteString(name, Days.Text(known));
        else
            json.WriteNull(name);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }
}
