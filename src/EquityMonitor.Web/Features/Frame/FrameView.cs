using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Web.Features.Frame;

/// <summary>What the bar above every page offers and says. Immutable.</summary>
/// <param name="Models">By name.</param>
public sealed record FrameView(IReadOnlyList<FrameModel> Models)
{
    public FrameModel? Find(string? key) => Models.FirstOrDefault(model => model.Key == key);

    /// <summary>The one model, or all where the key is of none.</summary>
    public IReadOnlyList<FrameModel> About(string? key) => Find(key) is { } model ? [model] : Models;

    /// <summary>The newest as-of days that a page stands for which chooses none: of one model, or from the oldest to the newest of all.</summary>
    /// <param name="key">Of the model that the page is about; null for a page about all.</param>
    /// <returns>Null while nothing was evaluated.</returns>
    public (DateOnly From, DateOnly To)? NewestOf(string? key)
    {
        var days = About(key).Select(shown => shown.Newest).OfType<DateOnly>().ToList();
        return days.Count == 0 ? null : (days.Min(), days.Max());
    }
}

/// <summary>One model to change to.</summary>
public sealed record FrameModel(string Key, string Name)
{
    /// <summary>Null when what is stored cannot be read.</summary>
    public ModelDefinition? Definition { get; init; }

    /// <summary>Newest as-of day; null while nothing was evaluated.</summary>
    public DateOnly? Newest { get; init; }

    /// <summary>Those groups among the ones that the address names which this model has too.</summary>
    public IReadOnlySet<string> Groups { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
