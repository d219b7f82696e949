using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Features.Models.Subgroups;

namespace EquityMonitor.Web.Features.Models;

/// <summary>Everything that the model page shows, as it was stored at one moment. Immutable.</summary>
/// <param name="Header">Null when there is no such model, or its definition cannot be read.</param>
/// <param name="Performance">Null while nothing was evaluated.</param>
public sealed record ModelPageView(string Key, ModelHeader? Header, PerformanceView? Performance)
{
    /// <summary>Every group on the as-of day; null while nothing was evaluated.</summary>
    public SubgroupsView? Subgroups { get; init; }

    /// <summary>Why the stored definition cannot be shown; null as a rule.</summary>
    public string? Problem { get; init; }

    /// <summary>For the page of an unknown key.</summary>
    public IReadOnlyList<ModelName> Others { get; init; } = [];
}

public sealed record ModelName(string Key, string Name);

/// <param name="Lead">The first sentence of the page.</param>
/// <param name="Verdict">The worst over all rules on the newest day; null while nothing was judged.</param>
public sealed record ModelHeader(ModelDefinition Definition, string Lead, Verdict? Verdict, int OpenAlerts, int? AlertId);

/// <summary>The tab "Performance".</summary>
public sealed record PerformanceView
{
    public required ModelChoice Choice { get; init; }

    public required ModelOptions Options { get; init; }

    /// <summary>Sentences for whatever the address asked for in vain.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What the as-of day rests on; null when the window has no results.</summary>
    public required ModelPeriod? Period { get; init; }

    public required TrendView Trend { get; init; }

    /// <summary>What the rules say about the limits that are drawn, or why none is.</summary>
    public required IReadOnlyList<string> LimitNotes { get; init; }
}

/// <summary>What there is to choose from.</summary>
/// <param name="Values">Of the chosen dimension, in the order of the chart.</param>
/// <param name="Groups">Every single value, then the pairs that are followed.</param>
public sealed record ModelOptions(IReadOnlyList<GroupOption> Values, IReadOnlyList<GroupOption> Groups, IReadOnlyList<GroupOption> Pinned, DateOnly? FirstDay, DateOnly? NewestDay);

/// <param name="Heading">The dimension, or what the pairs have in common.</param>
/// <param name="Name">Within its heading.</param>
/// <param name="FullName">By itself.</param>
public sealed record GroupOption(SubgroupKey Key, string Heading, string Name, string FullName);

/// <summary>The date ranges behind one as-of day.</summary>
public sealed record ModelPeriod(DateOnly AsOf, DateRange Scored, DateRange Mature, int DaysPresent, int DaysHeld)
{
    public bool IsComplete => DaysHeld == 0 && DaysPresent >= Mature.Days;
}
