using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Administration.Rules;

/// <summary>One rule as fields. It keeps nothing: what is typed goes up at once, problems come down.</summary>
public sealed partial class RuleForm
{
    private readonly string _id = $"rule-{Guid.NewGuid():N}";

    [Parameter, EditorRequired] public RuleDraft Draft { get; set; } = new();

    [Parameter] public EventCallback<RuleDraft> DraftChanged { get; set; }

    /// <summary>Of the model, for its windows and dimensions.</summary>
    [Parameter, EditorRequired] public ModelDefinition Definition { get; set; } = default!;

    /// <summary>Values that encounters had, by column of the dimension.</summary>
    [Parameter] public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; set; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Which rule it is to <see cref="KeptRules"/>.</summary>
    [Parameter] public string KeptAs { get; set; } = string.Empty;

    /// <summary>What is in force; null for a new rule.</summary>
    [Parameter] public RuleDefinition? Stored { get; set; }

    [Parameter] public IReadOnlyList<RuleDraftProblem> Problems { get; set; } = [];

    [Parameter] public EventCallback Done { get; set; }

    private Metric? Metric => EquityMonitor.Statistics.Metric.Find(Draft.Metric);

    private string? MetricHelp => Metric is null ? null : $"{MetricWords.Of(Metric).Explanation}{(Metric.IsKeptOnRequest && !Definition.KeepsCalibration ? RuleFormWords.KeptFromNowOn : null)}";

    private string Id(string field) => $"{_id}-{field}";

    private string Kept(string property) => KeptRules.FieldOf(KeptAs, property);

    private IReadOnlyList<string> Of(RuleField field) => [.. Problems.Where(problem => problem.Field == field).Select(problem => problem.Message)];

    private Task Set(RuleDraft draft) => DraftChanged.InvokeAsync(draft);

    private Task Choose(string column, bool chosen) => Set(Draft with
    {
        Dimensions = [.. Definition.Dimensions.Select(dimension => dimension.Column).Where(other => other == column ? chosen : Draft.Dimensions.Contains(other))],
    });

    private static string Text(ChangeEventArgs change) => (change.Value as string ?? string.Empty).Trim();
}
