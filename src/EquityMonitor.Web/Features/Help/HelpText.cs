namespace EquityMonitor.Web.Features.Help;

/// <summary>What a page of help says.</summary>
public sealed record HelpText(string Name, string Explanation, IReadOnlyList<string> Reads, IReadOnlyList<Formula> Formulas, IReadOnlyList<HelpItem> Facts);
