using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>What a rule said of a subgroup on the day.</summary>
public sealed record SubgroupVerdict(RuleDefinition Rule, Verdict Verdict, Onset Onset)
{
    /// <summary>"at least 55 %".</summary>
    public string Limit => LimitWords.Of(Rule);
}

/// <summary>How far a subgroup is from the limit of a rule.</summary>
/// <param name="Judged">What is held against the limit: the metric, or its difference or ratio to the rule's reference.</param>
/// <param name="Margin">Signed distance of the point estimate, positive on the good side; infinite for an unbounded ratio, null when not estimable, and when withheld.</param>
public sealed record LimitDistance(Reading Judged, double? Margin)
{
    /// <summary>The whole 95 % interval, by which verdicts go, lies past the limit. False when it is withheld.</summary>
    public bool IsWhollyPast { get; init; }

    /// <summary>The whole interval that is displayed lies past the limit: the same at 95 %.</summary>
    public bool LooksWhollyPast { get; init; }

    /// <summary>What can be drawn; null when it is not estimable, and when withheld.</summary>
    public Estimate? Drawn => Judged switch
    {
        Reading.Known known => known.Measured,
        Reading.AtLeast beyond => beyond.Ratio,
        _ => null,
    };
}
