namespace EquityMonitor.Reporting.Words;

/// <summary>What every document of figures has to say plainly about how far they carry.</summary>
public static class CommonNotes
{
    /// <summary>Of a document without standardised gaps.</summary>
    public static IReadOnlyList<(string Title, string Text)> All { get; } = With("These figures are not standardised; the pages of a model and the audit of a file show gaps with the same mix of age and sex where these are known.");

    /// <param name="caseMix">What the document does about it, as a sentence.</param>
    public static IReadOnlyList<(string Title, string Text)> With(string caseMix) =>
    [
        ("Unknown", "A missing or blank attribute is a group of its own, \u201cUnknown\u201d: nobody vanishes."),
        ("Acting on a flag", "Acting on a flag can prevent the outcome, so a useful model looks worse than it is."),
        ("Missing outcomes", "Outcomes are not missing at random. Compare the outcome known rate between groups before comparing performance."),
        ("Case mix", $"A gap between groups may reflect case mix: other ages, other illnesses. {caseMix}"),
        ("Recorded race", "Recorded race and ethnicity are imperfect, and stand for many things that are not in the data."),
        ("Margins", "Each limit needs a dated clinical justification, kept with the rule. A limit chosen after seeing the figures proves nothing."),
        ("Follow-up", "Estimates chosen because they stand out are too extreme. Use later data to see whether a problem persists or a remedy worked."),
    ];
}
