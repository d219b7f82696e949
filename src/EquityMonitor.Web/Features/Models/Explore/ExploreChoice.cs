using System.Globalization;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Models.Tabs;

namespace EquityMonitor.Web.Features.Models.Explore;

/// <summary>What the address of the tab "Explore" asks for beside the choice of the page, as it was written.</summary>
public readonly record struct ExploreQuery(string? Group, string? Threshold, string? From, string? To)
{
    public static ExploreQuery Of(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new ExploreQuery(query["group"], query["at"], query["from"], query["to"]);
    }
}

/// <summary>Whom, when and at which threshold: every choice made, by the address or for it.</summary>
/// <param name="Notes">Sentences for whatever the address asked for in vain.</param>
public sealed record ExploreChoice(SubgroupKey Group, double Threshold, DateRange Days, IReadOnlyList<string> Notes)
{
    /// <summary>Without an address: the first that is compared, at the model's threshold, in the days behind the performance of the page's window.</summary>
    public static ExploreChoice Of(ExploreQuery query, TabScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var notes = new List<string>();
        return new ExploreChoice(GroupOf(query.Group, scope, notes), ThresholdOf(query.Threshold, scope.Definition, notes), DaysOf(query, scope.Period.Mature, notes), notes);
    }

    /// <summary>At most as many as curves are drawn of beside those of all patients: who is explored, then who is compared.</summary>
    public IReadOnlyList<SubgroupKey> Curves(TabScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return [SubgroupKey.All, .. new[] { Group }.Concat(scope.Choice.Pins).Where(key => key.Order is > 0 and <= Explorer.MostDimensions && IsOf(key, scope.Definition)).Distinct().Take(Explorer.MostCurves)];
    }

    public static string Text(double threshold) => threshold.ToString("R", CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static SubgroupKey GroupOf(string? text, TabScope scope, List<string> notes)
    {
        if (text is null)
            return scope.Choice.Pins.FirstOrDefault(pin => IsOf(pin, scope.Definition)) ?? SubgroupKey.All;
        try
        {
            var key = SubgroupKey.Parse(text);
            if (key.Order > Explorer.MostDimensions)
                notes.Add($"At most {Explorer.MostDimensions} attributes are combined. All patients are shown.");
            else if (!IsOf(key, scope.Definition))
                notes.Add($"“{text}” is no group of this model. All patients are shown.");
            else
                return key;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            notes.Add($"“{text}” is no group. All patients are shown.");
        }

        return SubgroupKey.All;
    }

    private static bool IsOf(SubgroupKey key, ModelDefinition definition) => key.Parts.All(part => definition.Dimensions.Any(dimension => dimension.Column == part.Key));

    private static double ThresholdOf(string? text, ModelDefinition definition, List<string> notes)
    {
        if (text is null)
            return definition.Threshold;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold) && threshold >= definition.Score.Min && threshold <= definition.Score.Max)
            return threshold;
        notes.Add($"“{text}” is no threshold of this model. Its own is shown.");
        return definition.Threshold;
    }

    private static DateRange DaysOf(ExploreQuery query, DateRange usual, List<string> notes)
    {
        if (query.From is null && query.To is null)
            return usual;
        var (from, to) = (DayOf(query.From) ?? usual.From, DayOf(query.To) ?? usual.To);
        if (from <= to && (query.From is null || DayOf(query.From) is not null) && (query.To is null || DayOf(query.To) is not null))
            return new DateRange(from, to);
        notes.Add("The period of the address is none. The usual one is shown.");
        return usual;
    }

    private static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
