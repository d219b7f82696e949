using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Help;

/// <summary>How to read the pages, in the order in which a newcomer meets things. The verdicts are told with their symbols by the page itself.</summary>
public static class GuideTexts
{
    public static IReadOnlyList<HelpSection> Reading { get; } =
    [
        new("figure", "A figure",
            [
                "\u201C42\u00A0%, 35 to 49, of 214 with the outcome\u201D says three things: what was measured, how sure it is, and how many it rests on.",
                "The range is the interval, 95\u00A0% unless the model\u2019s definition says otherwise: values that go well with the data. A wide one says that little is known yet, not that nothing is wrong.",
                "Where a figure cannot be given, the page says why in its place. It is never replaced by zero and never left out.",
                Formats.RoundedOnce,
            ], []),
        new("top-bar", "The bar above every page",
            [
                "\u201CModel\u201D leads from every page to any model. From one model\u2019s page to another\u2019s it keeps the part, the metric, the window, the days and the groups as far as the other has them; not a threshold, since the scores of two models are two scales.",
                "\u201CAs of\u201D is the day that the page stands for: the newest that was evaluated, unless another was chosen. On a model\u2019s page it leads to the field in which the day is chosen.",
            ], []),
        new("card", "A card on the overview",
            ["One card per model. It answers: does it serve every group as agreed, and if not, whom, since when, and how many?"],
            [
                new("Verdict", "The worst verdict of any rule for any group."),
                new("All and the worst group", "Side by side on one scale, each with its interval; the dashed line is what was agreed."),
                new("Small chart", "The last 90 days of one metric, with its limit."),
                new("Last line", "Open alerts, patients in a group that is below, and how old the data are."),
            ]),
        new("trend", "A trend",
            [
                "Each point is one as-of day, computed over the whole window that ends there. Neighbouring days share most of their encounters, so the line moves slowly and a change takes a while to show fully.",
                "The band is the interval of each day taken by itself, 95\u00A0% unless the model\u2019s definition says otherwise. A line past its limit with part of the band still inside is Watch, not proof; even the whole band past it may be Watch where many groups are looked at together.",
                "Marks on the line name what happened that day: a new version, another threshold, an alert, a held day. A gap is a day for which nothing was stored.",
            ], []),
        new("forest", "A forest plot",
            [
                "One row per group on one scale: the mark is the value, the bar its interval, the number at the edge how many it rests on, the vertical line the limit.",
                "Rows stand in the order of their distance to the limit. A group whose whole bar lies past the line is where to look first; a long bar that crosses it asks for patience.",
                "A whole bar past the line is not always Below: each bar is the interval of one group taken by itself, and among many groups looked at together some bars lie past the line by chance. The verdict asks for more, so such a group may be Watch.",
            ], []),
        new("heat", "The heat table",
            [
                "Metrics across, groups down. The symbol is the verdict; a cell without one has no rule: it is information, nobody committed to anything.",
                "The colour is something else: it says how far the group differs from everyone else, and an underline that it surely does. A cell can meet what was agreed and still be coloured.",
                "A row with several symbols of trouble is one story, not several: the metrics share their patients.",
            ], []),
        new("explore", "Exploring",
            [
                "The part \u201CExplore\u201D of a model answers questions that nobody agreed on beforehand: any combination of up to four attributes, any threshold, any days. It reads the encounters themselves, stores nothing and changes nothing.",
                "Whoever looks at enough groups finds some that differ by chance. What is seen there is a question; a rule or the search for hidden subgroups answers it.",
                "It is for Quality, Governance and Administrators, since its figures may rest on very few patients.",
            ],
            [
                new("Threshold", "Move the slider to see what another threshold would have meant for these patients: how many more would be found, how many more false alarms would come. The model itself keeps its own."),
                new("Flag and outcome", "Four counts: found, missed, false alarm, rightly left. Every figure at a threshold comes from these."),
                new("Curves", "All thresholds at once, for all patients and up to six groups. The ring is the threshold that was chosen."),
                new("Hidden subgroups", "A search through every combination of up to three attributes. One half of the patients finds, the other half has to confirm; the figures are those of the half that had no part in finding. How it works stands under \u201CMethods\u201D."),
            ]),
        new("alert", "An alert",
            [
                "An alert is a Below that a person has to handle. It keeps the evidence of the day it was opened for, and both that day and the moment it was opened; later revisions of the data do not change it.",
                "An intersection of two groups opens an alert of its own only if no alert on either of them explains it.",
                "Under peek-safe evidence it shows how that evidence grew from day to day, when the change probably began, and how far the evidence of recovery has come.",
                "It closes when a person resolves or dismisses it with a reason, or when later encounters show that the limit is met again: by peek-safe evidence of recovery, or under interval evidence when the whole interval of a full window of encounters, all of them after it opened, lies on the good side.",
                "Figures that were chosen because they alarmed are more extreme than the truth. Judge whether a remedy worked by later data only.",
            ], []),
        new("windows", "Windows, maturity, and the two date ranges",
            ["An outcome takes time: whether somebody is readmitted within 30 days is known after 30 days. So two questions about the same as-of day look at different encounters."],
            [
                new("Window", "How many days of encounters are taken together, for example 90."),
                new("Maturity", "How many days must pass before an outcome is expected to be recorded, the delay of recording included. An encounter matures by the calendar, whatever its outcome: waiting only for the ones that are known would flatter the model."),
                new("Scored range", "The window up to the as-of day. Volume, flag rate and score drift use it."),
                new("Mature range", "The window that ends maturity days earlier. Everything that needs an outcome uses it."),
                new("Newest as-of day", "The last complete day, or the last day with data where that is earlier."),
            ]),
        new("suppression", "What is suppressed",
            [
                "A figure that rests on 1 to 10 patients, or on 1 to 10 true or false positives or negatives, could let somebody be recognised. Viewers see \u201CSuppressed\u201D there; Quality, Governance and Administrators see the figure on the pages. Zero may be shown.",
                "In released documents such figures are suppressed for everybody, together with those from which they could be computed.",
            ], []),
        new("unknown", "Unknown",
            [
                "A missing or blank attribute is a group of its own, called Unknown: nobody vanishes. It counts among everyone else when another group is compared.",
                "\u201CNot recorded\u201D is something else: days that could not be read again after a dimension was added. \u201COther\u201D are values that the definition does not list.",
                "A large Unknown group is itself a finding: nobody can say how the model serves these patients.",
            ], []),
    ];

    /// <summary>How far the figures carry; every page that shows performance has to bear it in mind.</summary>
    public static IReadOnlyList<HelpItem> Plainly { get; } =
    [
        new("Acting on a flag can prevent the outcome", "Then a useful model looks worse than it is: the patients it helped count as false alarms. A falling figure after people began to act may be success."),
        new("Outcomes are not missing at random", "Patients who are seen elsewhere, or not at all, have no recorded outcome. Compare the outcome known rate between groups before comparing performance."),
        new("A gap may reflect case mix", "Groups differ in age, in illness, in how late they come. A gap is a reason to look, not yet a reason found. Where a page shows a gap that is standardised by age and sex, it stands beside the raw one."),
        new("Recorded race is imperfect", "Recorded race and ethnicity are often filled in by others, and stand for many things that are not in the data."),
        new("Every margin needs a reason", "Each limit needs a dated clinical justification, kept with the rule. A limit that was chosen after seeing the figures proves nothing."),
        new("What alarmed looks worse than it is", "Among many groups those that stand out do so partly by chance. The follow-up uses later data only."),
        new("What is measured is not fairness", "The program says what was measured, how sure that is, for how many patients, and what was agreed to do. Whether it is just, people decide."),
    ];
}
