using System.Globalization;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Models.Tabs;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Models.Explore;

/// <summary>Whom, when and at which threshold.</summary>
public sealed partial class ExploreControls
{
    [Parameter, EditorRequired] public required TabScope Scope { get; set; }

    [Parameter, EditorRequired] public required ExploreView View { get; set; }

    /// <summary>Where the slider stands, which may be ahead of what is shown.</summary>
    [Parameter, EditorRequired] public required double Threshold { get; set; }

    /// <summary>The slider is on its way.</summary>
    [Parameter] public EventCallback<double> Slid { get; set; }

    /// <summary>Parameters of the address.</summary>
    [Parameter] public EventCallback<IReadOnlyDictionary<string, object?>> Chosen { get; set; }

    private ScoreDefinition Score => Scope.Definition.Score;

    private string Step => Score.Kind == ScoreKind.Probability ? "0.005" : Score.Max - Score.Min > 30 ? "1" : "0.5";

    private bool IsFull => View.Choice.Group.Order >= Explorer.MostDimensions;

    /// <summary>Before anything is loaded, what is chosen can still be taken back.</summary>
    private IReadOnlyList<DimensionValues> Dimensions => View.Loaded?.Values ?? [.. Scope.Definition.Dimensions.Select(dimension => new DimensionValues(dimension, []))];

    private string ValueOf(string column) => View.Choice.Group.Parts.FirstOrDefault(part => part.Key == column).Value ?? string.Empty;

    private Task PickAsync(string column, string? value)
    {
        var others = View.Choice.Group.Parts.Where(part => part.Key != column);
        return SetAsync("group", SubgroupKey.Of(string.IsNullOrEmpty(value) ? others : others.Append(KeyValuePair.Create(column, value))).ToString());
    }

    private Task SlideAsync(ChangeEventArgs change) => Read(change) is { } threshold ? Slid.InvokeAsync(threshold) : Task.CompletedTask;

    private Task CommitAsync(ChangeEventArgs change) =>
        Read(change) is { } threshold ? SetAsync("at", threshold == Scope.Definition.Threshold ? null : ExploreChoice.Text(threshold)) : Task.CompletedTask;

    /// <summary>While a year is typed the browser tells of days in the first centuries.</summary>
    private Task DayAsync(ChangeEventArgs change, bool isFirst)
    {
        if (!DateOnly.TryParseExact((string?)change.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year < 1900)
            return Task.CompletedTask;
        var days = View.Choice.Days;
        var (from, to) = isFirst ? (day, days.To < day ? day : days.To) : (days.From > day ? day : days.From, day);
        return Chosen.InvokeAsync(new Dictionary<string, object?>(StringComparer.Ordinal) { ["from"] = ExploreChoice.Text(from), ["to"] = ExploreChoice.Text(to) });
    }

    private Task UsualAsync() => Chosen.InvokeAsync(new Dictionary<string, object?>(StringComparer.Ordinal) { ["from"] = null, ["to"] = null });

    private Task SetAsync(string name, string? value) => Chosen.InvokeAsync(new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = value });

    private double? Read(ChangeEventArgs change) =>
        double.TryParse((string?)change.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold) && threshold >= Score.Min && threshold <= Score.Max ? threshold : null;

    private static string Text(double threshold) => ExploreChoice.Text(Math.Round(threshold, 6));

    private static string? Day(DateOnly? day) => day is { } known ? ExploreChoice.Text(known) : null;
}
