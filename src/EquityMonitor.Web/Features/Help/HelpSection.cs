namespace EquityMonitor.Web.Features.Help;

/// <summary>A part of the help.</summary>
/// <param name="Id">For links within the page.</param>
/// <param name="Items">Each a term and what is said of it.</param>
public sealed record HelpSection(string Id, string Title, IReadOnlyList<string> Paragraphs, IReadOnlyList<HelpItem> Items);

public sealed record HelpItem(string Term, string Text);
