using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Models.Subgroups;
using EquityMonitor.Web.Features.Models.Tabs;
using EquityMonitor.Web.Features.Overview;
using Microsoft.AspNetCore.WebUtilities;

namespace EquityMonitor.Web.Features.Frame;

/// <summary>Where changing to a model leads: from a model's page to the same view of the other, without what means nothing there; from elsewhere to its page as it opens.</summary>
public static class SwitchAddress
{
    public static string Of(Uri place, FrameModel model)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(model);
        var page = ModelLink.Of(model.Key);
        if (!IsModelPage(place) || model.Definition is not { } definition)
            return page;
        return ModelOf(place) == model.Key
            ? place.PathAndQuery
            : page + QueryString.Create(Query(place).Where(entry => HasMeaning(entry.Key, entry.Value, model, definition)).Select(entry => KeyValuePair.Create(entry.Key, (string?)entry.Value)));
    }

    /// <summary>Key of the model that a page is about; null for a page about none, or about all.</summary>
    public static string? ModelOf(Uri place) => Parts(place) is ["models", var key, ..] ? Uri.UnescapeDataString(key) : null;

    /// <summary>Whether it is the page of a model itself, and not one below it.</summary>
    public static bool IsModelPage(Uri place) => Parts(place) is ["models", _];

    /// <summary>The groups that an address names, of which it must be known who has them.</summary>
    public static IReadOnlyList<string> GroupsOf(Uri place) => !IsModelPage(place) ? [] :
    [
        .. Query(place).SelectMany(entry => entry.Key switch { "pin" => [entry.Value], "group" => PartsOf(entry.Value), _ => Array.Empty<string>() })
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private static bool HasMeaning(string name, string value, FrameModel model, ModelDefinition definition) => name switch
    {
        "tab" => ModelTab.Find(value) is { } tab && tab.IsFor(definition),
        "metric" => Has(definition, value),
        "dimension" => definition.Dimensions.Any(dimension => dimension.Column == value),
        "window" => definition.Windows.Any(days => Text(days) == value),
        "pin" => model.Groups.Contains(value),
        "group" => PartsOf(value) is { Length: > 0 } parts && parts.All(model.Groups.Contains),
        "sort" => HeatSort.Parse(value) is { } sort && (Metric.Find(sort.Column) is null || Has(definition, sort.Column)),

        // Days, and how much is shown, mean the same for every model. A threshold does not: scores of two models are two scales.
        "asOf" or "range" or "from" or "to" or "all" or "intervals" or "allMetrics" => true,
        _ => false,
    };

    private static bool Has(ModelDefinition definition, string metric) => ModelChoice.MetricsOf(definition).Any(known => known.Key == metric);

    /// <summary>The single values of a group; none when it is no group.</summary>
    private static string[] PartsOf(string group)
    {
        try
        {
            return [.. SubgroupKey.Parse(group).Parts.Select(part => SubgroupKey.Of(part.Key, part.Value).ToString())];
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return [];
        }
    }

    private static string[] Parts(Uri place) => place.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<KeyValuePair<string, string>> Query(Uri place) =>
        QueryHelpers.ParseQuery(place.Query).SelectMany(entry => entry.Value.OfType<string>().Where(value => value.Length > 0).Select(value => KeyValuePair.Create(entry.Key, value)));

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
