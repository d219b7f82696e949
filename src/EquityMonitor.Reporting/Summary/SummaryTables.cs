using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Tables;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Reporting.Summary;

/// <summary>A summary as typed tables: the sheets of the workbook and the files of the archive are the same.</summary>
public static class SummaryTables
{
    public static IReadOnlyList<DataTable> Of(MonthlySummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return
        [
            About(summary), Models(summary), SubgroupTable.Of(summary.Models), Rules(summary), Verdicts(summary), Alerts(summary), Drift(summary), Refused(summary), Unknown(summary), Held(summary),
            Method(summary),
        ];
    }

    private static DataTable About(MonthlySummary summary)
    {
        var rows = new List<IReadOnlyList<object?>>
        {
            new object?[] { "Document", $"Monthly summary: {summary.Title}" },
            new object?[] { "In short", SummaryHeadline.Of(summary) },
        };
        foreach (var model in summary.Models)
        {
            rows.AddRange(SummaryHeadline.Findings(model).Select(finding => new object?[] { $"{model.Name}: {finding.Rule}", finding.Text }));
            if (SummaryHeadline.Maturity(model) is { } maturity)
                rows.Add(new object?[] { $"{model.Name}: maturity", maturity });
            rows.AddRange(SummaryNotes.Of(model).Select(note => new object?[] { $"{model.Name}: definition", note }));
            if (model.Drift is { } drift)
                rows.Add(new object?[] { $"{model.Name}: drift of the scores", DriftWords.Of(drift) });
            if (model.Content is { } content)
                rows.Add(new object?[] { $"{model.Name}: fingerprint of the data", content });
        }

        rows.Add(new object?[] { "Produced", $"{Formats.Moment(summary.ProducedAt, TimeZoneInfo.Utc)} UTC by {MonthlySummary.Program}" });
        return new DataTable("About", [DataColumn.Text("Item"), DataColumn.Text("Text")], Plain(rows));
    }

    private static DataTable Models(MonthlySummary summary) => new(
        "Models",
        [
            DataColumn.Text("Model"), DataColumn.Text("Name"), DataColumn.Text("Version"), DataColumn.Count("Definition revision"), DataColumn.Text("Month is"),
            DataColumn.Day("Encounters from"), DataColumn.Day("Encounters to"), DataColumn.Day("Outcomes from"), DataColumn.Day("Outcomes to"),
            DataColumn.Count("Encounters"), DataColumn.Count("Patients"), DataColumn.Count("Outcomes known"), DataColumn.Day("Judged on"), DataColumn.Text("Worst verdict"),
            DataColumn.Text("Combinations of two"), DataColumn.Text("Found after the month"),
            DataColumn.Count("Alerts opened"), DataColumn.Count("Alerts acknowledged"), DataColumn.Count("Alerts closed"), DataColumn.Count("Alerts open at the end"),
            DataColumn.Count("Days pulled"), DataColumn.Count("Held days"), DataColumn.Count("Refused rows"),
        ],
        [
            .. summary.Models.Select(model => (IReadOnlyList<object?>)
            [
                model.Key, model.Name, model.Definition?.Version, model.Definition is null ? null : model.Revision, SummaryWords.Of(model.Period.State),
                model.Period.Scored.From, model.Period.Scored.To, model.Period.Mature?.From, model.Period.Mature?.To,
                model.All?.Encounters, model.All?.Patients, model.Quality.KnownOutcomes, model.Judged?.AsOf, SummaryWords.VerdictOf(model),
                model.Judged is { } judged ? SummaryWords.Of(judged.Combinations) : null, Found(model),
                model.Alerts.Count(alert => alert.OpenedInMonth), model.Alerts.Count(alert => alert.AcknowledgedInMonth), model.Alerts.Count(alert => alert.ClosedInMonth),
                model.Alerts.Count(alert => alert.IsOpenAtEnd), model.Quality.DaysPulled, model.Quality.Held.Count, model.Quality.Refused.Sum(refused => refused.Rows),
            ]),
        ]);

    private static string? Found(ModelMonth model) => model.Found.Count == 0 ? null
        : string.Join("; ", model.Found.Select(found => $"{found.SubgroupName}: {(found.WasBelow ? "below" : "on the way")}, alert {found.AlertId} of {found.OpenedFor:yyyy-MM-dd}"));

    private static DataTable Rules(MonthlySummary summary) => new(
        "Rules",
        [
            DataColumn.Text("Model"), DataColumn.Text("Rule"), DataColumn.Text("Rule name"), DataColumn.Text("Metric"), DataColumn.Text("Agreed"), DataColumn.Count("Window in days"),
            DataColumn.Text("Severity"), DataColumn.Text("Clinical justification"), DataColumn.Day("Justified on"),
        ],
        [
            .. from model in summary.Models
               where model.Definition is not null
               from rule in model.Definition!.Rules
               select (IReadOnlyList<object?>)
               [
                   model.Key, rule.Key, rule.Name, rule.Metric.Name, Plain(LimitWords.Of(rule)), rule.Window, rule.Severity.ToString(),
                   rule.Justification?.Text ?? Plain(RuleWords.Justification(rule)), rule.Justification?.On,
               ],
        ]);

    private static DataTable Verdicts(MonthlySummary summary) => new(
        "Verdicts",
        [
            DataColumn.Text("Model"), DataColumn.Text("Rule"), DataColumn.Text("Rule name"), DataColumn.Text("Metric"), DataColumn.Text("Agreed"), DataColumn.Count("Window in days"),
            DataColumn.Day("Judged on"), DataColumn.Day("Days from"), DataColumn.Day("Days to"), DataColumn.Text("Subgroup"), DataColumn.Text("Group"), DataColumn.Text("Verdict"), DataColumn.Day("Since"),
        ],
        [
            .. from model in summary.Models
               where model.Judged is not null
               from rule in model.Judged!.Rules
               from row in model.Rows
               from verdict in row.Verdicts
               where verdict.Rule.Key == rule.Rule.Key
               select (IReadOnlyList<object?>)
               [
                   model.Key, rule.Rule.Key, rule.Rule.Name, rule.Rule.Metric.Name, Plain(LimitWords.Of(rule.Rule)), rule.Rule.Window, model.Judged!.AsOf, rule.Outcomes.From, rule.Outcomes.To,
                   SubgroupTable.KeyOf(row.Key), row.Name, VerdictWords.Of(verdict.Verdict).Word, verdict.Since,
               ],
        ]);

    private static DataTable Alerts(MonthlySummary summary) => new(
        "Alerts",
        [
            DataColumn.Text("Model"), DataColumn.Count("Alert"), DataColumn.Text("Rule name"), DataColumn.Text("Severity"), DataColumn.Text("Subgroup"), DataColumn.Text("Group"),
            DataColumn.Day("Opened for"), DataColumn.Moment("Opened at (UTC)"), DataColumn.Text("Opened in the month"), DataColumn.Moment("Acknowledged at (UTC)"), DataColumn.Text("Acknowledged by"),
            DataColumn.Number("Hours to acknowledge"), DataColumn.Text("At the end of the month"), DataColumn.Moment("Closed at (UTC)"), DataColumn.Number("Days to close"),
            DataColumn.Text("Metric"), DataColumn.Text("Agreed"), DataColumn.Number("Value"), DataColumn.Number("Low"), DataColumn.Number("High"), DataColumn.Text("Interval"), DataColumn.Text("Suppressed because"),
        ],
        [
            .. from model in summary.Models
               from alert in model.Alerts
               select (IReadOnlyList<object?>)
               [
                   model.Key, alert.Id, alert.RuleName, alert.Severity.ToString(), SubgroupTable.KeyOf(alert.Subgroup), alert.SubgroupName,
                   alert.OpenedFor, alert.OpenedAt, alert.OpenedInMonth ? "yes" : "no", alert.AcknowledgedAt, alert.AcknowledgedBy,
                   Rounded(alert.ToAcknowledge?.TotalHours), SummaryWords.StateOf(alert), alert.ClosedAt, Rounded(alert.ToClose?.TotalDays),
                   alert.Metric?.Name, Plain(alert.Limit), alert.Value, alert.Low, alert.High, alert.Value is null ? null : IntervalWords.Heading(alert.Level), alert.SuppressedBecause,
               ],
        ]);

    private static DataTable Drift(MonthlySummary summary) => new(
        "Drift",
        [
            DataColumn.Text("Model"), DataColumn.Day("As of"), DataColumn.Count("Window in days"), DataColumn.Day("Encounters from"), DataColumn.Day("Encounters to"),
            DataColumn.Text("Subgroup"), DataColumn.Text("Group"), DataColumn.Number("PSI"), DataColumn.Number("KS"), DataColumn.Text("Drift"), DataColumn.Text("No figure because"),
        ],
        [
            .. from model in summary.Models
               where model.Drift is not null
               from line in model.Drift!.Lines
               select (IReadOnlyList<object?>)
               [
                   model.Key, model.Drift!.AsOf, model.Drift.Window, model.Drift.Scored.From, model.Drift.Scored.To, SubgroupTable.KeyOf(line.Key), line.Name, line.Psi, line.Ks, line.Mark, line.Because,
               ],
        ]);

    private static DataTable Refused(MonthlySummary summary) => new(
        "Refused rows",
        [DataColumn.Text("Model"), DataColumn.Text("Reason"), DataColumn.Text("Field"), DataColumn.Count("Rows"), DataColumn.Count("Days")],
        [.. from model in summary.Models from refused in model.Quality.Refused select (IReadOnlyList<object?>)[model.Key, refused.Reason, refused.Field, refused.Rows, refused.Days]]);

    private static DataTable Unknown(MonthlySummary summary) => new(
        "Unknown attributes",
        [DataColumn.Text("Model"), DataColumn.Text("Column"), DataColumn.Text("Dimension"), DataColumn.Share("Share unknown"), DataColumn.Text("No figure because")],
        [.. from model in summary.Models from share in model.Quality.Unknown select (IReadOnlyList<object?>)[model.Key, share.Column, share.Dimension, share.Share, share.Because]]);

    private static DataTable Held(MonthlySummary summary) => new(
        "Held days",
        [DataColumn.Text("Model"), DataColumn.Day("Day"), DataColumn.Text("Held because"), DataColumn.Moment("Since (UTC)"), DataColumn.Count("Rows waiting"), DataColumn.Count("Rows in force")],
        [.. from model in summary.Models from held in model.Quality.Held select (IReadOnlyList<object?>)[model.Key, held.Day, SummaryWords.Of(held.Reason), held.Since, held.Waiting, held.InForce]]);

    private static DataTable Method(MonthlySummary summary) => new(
        "Method", [DataColumn.Text("Topic"), DataColumn.Text("Text")], Plain([.. SummaryNotes.Of(summary).Select(note => (IReadOnlyList<object?>)[note.Title, note.Text])]));

    // Spaces that do not break are for paper; a program that reads a table would not find "5 %" by them.
    private static string Plain(string text) => text.Replace(Formats.Space, " ", StringComparison.Ordinal);

    private static IReadOnlyList<IReadOnlyList<object?>> Plain(IReadOnlyList<IReadOnlyList<object?>> rows) =>
        [.. rows.Select(row => (IReadOnlyList<object?>)[.. row.Select(cell => cell is string text ? Plain(text) : cell)])];

    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 1, MidpointRounding.AwayFromZero) : null;
}
