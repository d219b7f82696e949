namespace EquityMonitor.Web.Features.Help;

/// <summary>A way of computing that is no metric of its own, told in the form in which metrics are told.</summary>
/// <param name="Key">In addresses; one of <see cref="MethodKeys"/>.</param>
/// <param name="Name">As a heading.</param>
/// <param name="InSentence">After "how": "How the label audit is computed".</param>
/// <param name="Explanation">One or two plain sentences.</param>
/// <param name="Reads">How to read it, with its traps: plain sentences.</param>
/// <param name="Encounters">Which encounters it is about.</param>
/// <param name="Certainty">Its interval or test, or why there is none.</param>
/// <param name="Undefined">When it is not estimable.</param>
/// <param name="Shown">Where it is met.</param>
/// <param name="Source">Author, title, journal and year.</param>
public sealed record MethodHelp(
    string Key, string Name, string InSentence, string Explanation, IReadOnlyList<string> Reads, IReadOnlyList<Formula> Formulas, string Encounters, string Certainty,
    IReadOnlyList<string> Undefined, string Shown, IReadOnlyList<string> Source)
{
    /// <summary>What belongs to the formula but is not part of it: a term, and what is said of it.</summary>
    public IReadOnlyList<HelpItem> Details { get; init; } = [];

    public IReadOnlyList<HelpItem> Facts =>
    [
        .. Details,
        new("Which encounters", Encounters),
        new("How sure it is", Certainty),
        new("Not estimable when", string.Join(" ", Undefined)),
        new("Where it is shown", Shown),
        new("Source", string.Join(" ", Source)),
    ];
}
