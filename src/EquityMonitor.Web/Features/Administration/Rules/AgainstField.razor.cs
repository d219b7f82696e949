using EquityMonitor.Monitoring.Registry;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Administration.Rules;

/// <summary>The reference of a rule, in the one text that a definition file has for it.</summary>
public sealed partial class AgainstField
{
    private const string NamedValue = "value";

    [Parameter, EditorRequired] public FormField.FieldState Field { get; set; } = default!;

    [Parameter, EditorRequired] public string Against { get; set; } = AgainstText.Complement;

    [Parameter] public EventCallback<string> AgainstChanged { get; set; }

    [Parameter, EditorRequired] public ModelDefinition Definition { get; set; } = default!;

    /// <summary>Values that encounters had, by column.</summary>
    [Parameter] public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; set; } = new Dictionary<string, IReadOnlyList<string>>();

    private (string Column, string Value)? Named => AgainstText.Split(Against, Definition.Dimensions.Select(dimension => dimension.Column));

    private string Kind => Named is null ? Against : NamedValue;

    private Task Choose(ChangeEventArgs change)
    {
        var chosen = Text(change);
        return chosen == NamedValue && Definition.Dimensions.Count > 0
            ? Set(Definition.Dimensions[0].Column, FirstValue(Definition.Dimensions[0].Column))
            : AgainstChanged.InvokeAsync(chosen);
    }

    private Task Set(string column, string value) => AgainstChanged.InvokeAsync(AgainstText.Of(column, value));

    /// <summary>Where the definition lists every value, nothing else can be meant.</summary>
    private IReadOnlyList<string>? Closed(string column) => Definition.Dimensions.FirstOrDefault(dimension => dimension.Column == column)?.KnownValues;

    private IReadOnlyList<string> Seen(string column) => Values.GetValueOrDefault(column) ?? [];

    /// <summary>The value that the most patients of the training population had is the usual reference; else the first one known.</summary>
    private string FirstValue(string column) =>
        Definition.Training.TryGetValue(column, out var shares) && shares.Count > 0 ? shares.MaxBy(share => share.Value).Key
        : (Closed(column) ?? Seen(column)).FirstOrDefault(value => value is not (DimensionDefinition.Unknown or DimensionDefinition.Other)) ?? "";

    private static string Text(ChangeEventArgs change) => (change.Value as string ?? string.Empty).Trim();
}
