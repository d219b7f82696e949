using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Tests.Evaluation;

namespace EquityMonitor.Monitoring.Tests.Evidence;

/// <summary>Lines of a ledger that a test writes by hand, for a model with one dimension.</summary>
internal static class Frozen
{
    public static readonly DateOnly First = new(2026, 1, 1);

    /// <summary>A baseline that showed of All and three groups that their days vary by chance alone.</summary>
    public static FormBasis Ordinary { get; } = new(["", "group=A", "group=B", "group=C"]);

    public static ModelDefinition Definition(RuleDefinition rule, int budget = 365) => Hospital.Definition with
    {
        Dimensions = [new DimensionDefinition("group", "Group", [], [])],
        Rules = [rule],
        EvidenceBudget = budget,
    };

    public static RuleForm Form(RuleDefinition rule, int budget = 365, FormBasis? basis = null) => new(Definition(rule, budget), rule, 1, First, basis ?? Ordinary);

    public static FrozenDay Day(int number, int streams, string meaning, params IReadOnlyList<(string Group, bool Success, double Score)> rows)
    {
        string[] values = [.. rows.Select(row => row.Group).Distinct().Order(StringComparer.Ordinal)];
        return new FrozenDay(First.AddDays(number), First.AddDays(number + 5), streams, new FrozenRows
        {
            Columns = ["group"],
            Meanings = [meaning],
            Values = [values],
            Codes = [[.. rows.Select(row => (ushort)Array.IndexOf(values, row.Group))]],
            Counted = [],
            Success = [.. rows.Select(row => row.Success)],
            Score = [.. rows.Select(row => row.Score)],
        });
    }

    /// <summary>So many encounters of a group, of which some are successes.</summary>
    public static IEnumerable<(string Group, bool Success, double Score)> Rows(string group, int successes, int trials) =>
        Enumerable.Range(0, trials).Select(row => (group, row < successes, 0.0));
}
