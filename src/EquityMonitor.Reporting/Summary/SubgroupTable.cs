using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Reporting.Tables;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Summary;

/// <summary>The subgroups of a month as a wide table: five cells for each metric.</summary>
internal static class SubgroupTable
{
    /// <summary>All has no text of its own; an empty cell would read as a missing one.</summary>
    public static string KeyOf(SubgroupKey key) => key.Order == 0 ? "All" : key.ToString();

    public static DataTable Of(IReadOnlyList<ModelMonth> models)
    {
        Metric[] metrics = [.. Metric.ForRules.Where(metric => models.Any(model => model.Metrics.Contains(metric)))];
        return new DataTable(
            "Subgroups",
            [
                DataColumn.Text("Model"), DataColumn.Text("Subgroup"), DataColumn.Text("Group"), DataColumn.Text("Suppressed because"), DataColumn.Text("Volume left out because"),
                DataColumn.Count("Encounters"), DataColumn.Count("Patients"), DataColumn.Text("Intervals"), .. metrics.SelectMany(Columns), DataColumn.Text("Verdicts"),
            ],
            [.. models.SelectMany(model => model.Rows.Select(row => Cells(model, row, metrics)))]);
    }

    private static IEnumerable<DataColumn> Columns(Metric metric)
    {
        DataColumn Figure(string name) => metric.IsProportion ? DataColumn.Share(name) : DataColumn.Number(name);
        return
        [
            Figure(metric.Name), Figure($"{metric.Name}, low"), Figure($"{metric.Name}, high"),
            metric == Metric.ObservedExpected ? DataColumn.Number($"{metric.Name}, of") : DataColumn.Count($"{metric.Name}, of"),
            DataColumn.Text($"{metric.Name}, no figure because"),
        ];
    }

    private static IReadOnlyList<object?> Cells(ModelMonth model, SummaryRow row, Metric[] metrics) =>
    [
        model.Key, KeyOf(row.Key), row.Name, row.SuppressedBecause, row.VolumeWithheldBecause, row.Encounters, row.Patients,
        row.SuppressedBecause is null && model.Definition is { } definition ? IntervalWords.Heading(definition.Confidence) : null,
        .. metrics.SelectMany(metric => Figures(metric, Find(model, row, metric), model.Metrics.Contains(metric))),
        string.Join("; ", row.Verdicts.Select(verdict => $"{verdict.Rule.Key}: {VerdictWords.Of(verdict.Verdict).Word}")),
    ];

    private static Estimate? Find(ModelMonth model, SummaryRow row, Metric metric)
    {
        for (var i = 0; i < model.Metrics.Count; i++)
        {
            if (model.Metrics[i] == metric)
                return row.Figures[i];
        }

        return null;
    }

    private static object?[] Figures(Metric metric, Estimate? estimate, bool isOfModel) => estimate switch
    {
        Estimate.Measured measured =>
        [
            measured.Value, measured.Interval?.Low, measured.Interval?.High,
            metric == Metric.ObservedExpected ? measured.Denominator : (long)Math.Round(measured.Denominator),
            measured.Interval is null ? $"no interval: {measured.IntervalReason?.Text ?? "not defined"}" : null,
        ],
        Estimate.NotEstimable none => [null, null, null, null, none.Reason.Text],
        _ => [null, null, null, null, isOfModel ? "small cells" : null],
    };
}
