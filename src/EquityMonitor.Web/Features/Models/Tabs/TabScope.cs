using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Models.Tabs;

/// <summary>What a tab of a model is about: the choice of the address, made good, and the days behind it.</summary>
public sealed record TabScope(string ModelKey, ModelDefinition Definition, ModelChoice Choice, ModelPeriod Period, IReadOnlyList<GroupOption> Values, bool ShowSmallCells)
{
    /// <summary>All, then whoever is compared.</summary>
    public IReadOnlyList<SubgroupKey> Groups => [SubgroupKey.All, .. Choice.Pins];

    public SubgroupNames Names { get; } = new(Definition.Dimensions);

    /// <summary>Of the analysis that is asked for; null where nobody watches.</summary>
    public IProgress<double>? Progress { get; init; }

    public AnalysisQuery Query => new(ModelKey, Choice.Window, Period.AsOf, Groups) { Progress = Progress };

    /// <summary>What a reading depends on besides what is stored.</summary>
    public object Address => (ModelKey, Definition.Confidence, Choice, Period.AsOf, ShowSmallCells);

    /// <summary>Of a file below the model's page that holds what is on screen.</summary>
    public string File(string name) => (Choice with { AsOf = Period.AsOf }).Address(ModelKey, $"/{name}.csv");

    /// <returns>Null while nothing was evaluated.</returns>
    public static TabScope? Of(ModelPageView view, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view is { Header: { } header, Performance: { Period: { } period } shown }
            ? new TabScope(view.Key, header.Definition, shown.Choice, period, shown.Options.Values, showSmallCells)
            : null;
    }
}
