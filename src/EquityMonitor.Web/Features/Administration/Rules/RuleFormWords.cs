using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Web.Features.Administration.Rules;

/// <summary>What the form calls the kinds of limits and their values.</summary>
public static class RuleFormWords
{
    /// <summary>Of a metric that points keep only where a rule is about it, before there is one.</summary>
    public const string KeptFromNowOn = " It is not stored for this model yet: with the first rule about it every day is computed anew, and each night takes a little longer.";

    public static string Name(LimitKind kind) => kind switch
    {
        LimitKind.Floor => "Floor: at least",
        LimitKind.Ceiling => "Ceiling: at most",
        LimitKind.Band => "Band: between",
        LimitKind.Gap => "Gap: no more worse than",
        _ => "Ratio: at least times",
    };

    public static string Explain(LimitKind kind) => kind switch
    {
        LimitKind.Floor => "The metric must not lie below the limit.",
        LimitKind.Ceiling => "The metric must not lie above the limit.",
        LimitKind.Band => "The metric must lie between two limits.",
        LimitKind.Gap => "The subgroup must not be worse than others by more than this; where a metric is best in the middle, not further away either way.",
        _ => "The subgroup must reach this share of the others' value; 0.8 is the four-fifths convention. Where lower is better, up to 1 / ratio times is permitted.",
    };

    public static string ValueLabel(RuleDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.Kind switch
        {
            LimitKind.Floor => "At least",
            LimitKind.Ceiling => "At most",
            LimitKind.Band => "From",
            LimitKind.Gap => "Permitted difference",
            _ => "Permitted ratio",
        };
    }

    public static string Unit(RuleDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return !draft.IsPercent ? string.Empty : draft.Kind == LimitKind.Gap ? "points" : "%";
    }

    public static string? ValueHelp(RuleDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.IsPercent ? draft.Kind == LimitKind.Gap ? "In percentage points, such as 5; less than 1 with a sign, such as 0.5 %." : "In percent, such as 55; less than 1 with its sign, such as 0.5 %."
            : draft.Kind == LimitKind.Ratio ? "A factor, such as 0.8."
            : "In the metric's own unit, with a decimal point.";
    }

    /// <summary>What is held against what.</summary>
    public static string ExplainAgainst(string against) => against switch
    {
        AgainstText.Complement => "Everyone else is all encounters of the same window outside the subgroup.",
        AgainstText.Everyone => "All encounters of the same window, those of the subgroup included. For shares only.",
        AgainstText.OwnBaseline => "The same subgroup in the baseline of the model's version. Windows that reach back into the baseline are not judged.",
        _ => "Everyone in the same window who has this value; a combination is held against the same combination with this value. Groups without the dimension are not judged.",
    };

    /// <summary>What no chosen dimension means.</summary>
    public static string AllDimensions(RuleDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return !draft.Compares || draft.Against == AgainstText.OwnBaseline ? "None is chosen: the rule is about all of them, their intersections, and all patients together."
            : draft.Against is AgainstText.Complement or AgainstText.Everyone ? "None is chosen: the rule is about all of them and their intersections."
            : "None is chosen: the rule is about the dimension of the named value, alone and together with each other one.";
    }
}
