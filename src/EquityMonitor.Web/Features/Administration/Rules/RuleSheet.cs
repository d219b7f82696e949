using System.Globalization;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Administration.Rules;

/// <summary>The rules of one model with what a person changed of them, on the revision that the person saw. Immutable.</summary>
public sealed record RuleSheet(ModelDefinition InForce, int Revision, IReadOnlyList<RuleLine> Lines)
{
    // No key of a rule has a full stop.
    private const string NewPrefix = "new.";

    /// <summary>As typed: days in which one false alarm of the model is tolerated on average.</summary>
    public string Budget { get; init; } = InForce.EvidenceBudget.ToString(CultureInfo.InvariantCulture);

    /// <summary>As typed: percent, the level of the intervals that figures are shown with.</summary>
    public string Confidence { get; init; } = PercentOf(InForce.Confidence);

    public bool IsTouched => IsBudgetTouched || IsConfidenceTouched || Lines.Any(line => line.Kind != RuleLineKind.InForce);

    public bool IsBudgetTouched => BudgetDays != InForce.EvidenceBudget;

    public string? BudgetProblem => BudgetDays is null ? $"'{Budget}' is not a whole number of days in the range. Write one from 1 to {ModelDefinition.LongestEvidenceBudget}." : null;

    public bool IsConfidenceTouched => Level != InForce.Confidence;

    public string? ConfidenceProblem => Level is null
        ? FormattableString.Invariant($"'{Confidence}' is not a percentage in the range. Write one from {ModelDefinition.LeastConfidence * 100:0.###} to {ModelDefinition.MostConfidence * 100:0.###}, such as 90.")
        : null;

    /// <summary>The definition in force with budget and level as typed, for what the rules of the sheet say about it.</summary>
    public ModelDefinition Ground => InForce with { EvidenceBudget = BudgetDays ?? InForce.EvidenceBudget, Confidence = Level ?? InForce.Confidence };

    // Decimal, since 99.9 / 100 in binary is more than 0.999.
    private ConfidenceLevel? Level =>
        decimal.TryParse(Confidence.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
        && (double)(percent / 100) is >= ModelDefinition.LeastConfidence and <= ModelDefinition.MostConfidence and var level ? ConfidenceLevel.Of(level) : null;

    private int? BudgetDays =>
        int.TryParse(Budget.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= ModelDefinition.LongestEvidenceBudget ? days : null;

    public static RuleSheet Of(ModelDefinition inForce, int revision)
    {
        ArgumentNullException.ThrowIfNull(inForce);
        return new(inForce, revision, [.. inForce.Rules.Select(RuleLine.Of)]);
    }

    /// <summary>Whether a line of this id is a rule that is not in force.</summary>
    public static bool IsNew(string id) => id.StartsWith(NewPrefix, StringComparison.Ordinal);

    public RuleLine? Find(string? id) => Lines.FirstOrDefault(line => line.Id == id);

    public RuleSheet Write(string id, RuleDraft draft) => Each(line => line.Id == id ? line with { Draft = draft } : line);

    public RuleSheet Restore(string id) => Each(line => line.Id == id ? line with { Draft = null, IsRemoved = false } : line);

    /// <summary>A rule in force stays listed as removed, a new one is gone.</summary>
    public RuleSheet Remove(string id) => this with
    {
        Lines = [.. Lines.Where(line => line.Id != id || line.Stored is not null).Select(line => line.Id == id ? line with { IsRemoved = true } : line)],
    };

    /// <summary>Adds an empty rule with the longest window at the end.</summary>
    public (RuleSheet Sheet, string Id) Add()
    {
        var next = 1;
        while (Find($"{NewPrefix}{next}") is not null)
            next++;
        var id = $"{NewPrefix}{next}";
        var draft = new RuleDraft { Window = InForce.Windows.Count == 0 ? "" : InForce.Windows[^1].ToString(CultureInfo.InvariantCulture) };
        return (this with { Lines = [.. Lines, new RuleLine(id, null, draft, false)] }, id);
    }

    /// <summary>The same changes on a definition that somebody else put in force meanwhile. A changed rule that is gone there becomes a new one.</summary>
    public RuleSheet On(ModelDefinition inForce, int revision)
    {
        var fresh = Of(inForce, revision);
        var lines = fresh.Lines.Select(line => Find(line.Id) is { } mine ? line with { Draft = mine.Kind == RuleLineKind.Changed ? mine.Draft : null, IsRemoved = mine.IsRemoved } : line).ToList();
        var sheet = fresh with { Lines = lines, Budget = IsBudgetTouched ? Budget : fresh.Budget, Confidence = IsConfidenceTouched ? Confidence : fresh.Confidence };
        foreach (var orphan in Lines.Where(line => sheet.Find(line.Id) is null && line.Kind is RuleLineKind.New or RuleLineKind.Changed))
        {
            var (added, id) = sheet.Add();
            sheet = added.Write(id, orphan.Shown);
        }

        return sheet;
    }

    /// <summary>What the changed rules amount to, or everything that keeps them from being rules.</summary>
    public RuleSheetCheck Check()
    {
        var kept = Lines.Where(line => line.Kind != RuleLineKind.Removed).ToList();
        var reading = RuleDraftReader.Read(Ground, kept.ConvertAll(line => line.Shown));
        if (reading.Problems.Count > 0)
            return new(null, reading.Problems.ToLookup(problem => kept[problem.Draft].Id));

        // A rule that nobody touched stays to the last digit what it was.
        var rules = kept.Select((line, place) => line.Kind == RuleLineKind.InForce ? line.Stored! : reading.Rules[place]).ToList();
        return new(BudgetProblem is null && ConfidenceProblem is null ? Ground with { Rules = rules } : null, Enumerable.Empty<RuleDraftProblem>().ToLookup(_ => string.Empty));
    }

    /// <summary>As it is typed: "95".</summary>
    public static string PercentOf(ConfidenceLevel level)
    {
        ArgumentNullException.ThrowIfNull(level);
        return (level.Value * 100).ToString("0.###", CultureInfo.InvariantCulture);
    }

    private RuleSheet Each(Func<RuleLine, RuleLine> change) => this with { Lines = [.. Lines.Select(change)] };
}

/// <param name="Definition">With the changed rules, budget and level; null when there is any problem.</param>
/// <param name="Problems">By <see cref="RuleLine.Id"/>.</param>
public sealed record RuleSheetCheck(ModelDefinition? Definition, ILookup<string, RuleDraftProblem> Problems)
{
    public RuleDefinition? RuleOf(RuleLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return Definition?.Rules.FirstOrDefault(rule => rule.Key == line.Shown.Key.Trim());
    }
}
