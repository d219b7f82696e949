namespace EquityMonitor.Web.Features.Help;

/// <summary>The help of every method, by its key.</summary>
public static class MethodHelpTexts
{
    /// <summary>In the order in which the list shows them.</summary>
    public static IReadOnlyList<MethodHelp> All { get; } = [.. PerformanceHelpTexts.All, .. DriftHelpTexts.All, .. OutcomeHelpTexts.All, .. EquityHelpTexts.All];

    private static readonly Dictionary<string, MethodHelp> ByKey = All.ToDictionary(help => help.Key, StringComparer.Ordinal);

    /// <summary>Null when nothing is written about it.</summary>
    public static MethodHelp? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>Where it is told.</summary>
    public static string Href(string key) => $"/help/methods/{key}";

    /// <summary>"How the label audit is computed".</summary>
    public static string LinkText(string key) => $"How {ByKey[key].InSentence} is computed";
}
