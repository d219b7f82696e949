namespace EquityMonitor.Reporting.Words;

/// <summary>What the exploring of encounters says beside its figures.</summary>
public static class ExploreWords
{
    public const string NothingStored = "No encounters of this model are stored yet. They come with the first pull.";

    public const string ForViewers =
        "Here any group can be looked at, however small, and at any threshold: whoever does so could work out figures of single patients. The other parts of this page show what can be shown to everybody.";

    public const string Caution =
        "You look at what you choose, and whoever looks at enough groups, periods and thresholds finds some that differ by chance. What is seen here is a question; a rule, agreed beforehand, or the search below answers it. Nothing that you choose here is stored or changes the model.";

    public const string Roc =
        "Each threshold gives a point: how many of those with the outcome are flagged (sensitivity), against how many of those without it are flagged all the same. The further to the upper left, the better; on the dashed line flags are no better than a coin toss. The ring is the chosen threshold. The number is the area under the curve.";

    public const string PrecisionRecall =
        "Each threshold gives a point: how many flags are right (positive predictive value), against how many of those with the outcome are flagged (sensitivity). It begins at the highest scores, on the left. Groups in which the outcome is rarer lie lower with the same model, so compare shapes with care. The ring is the chosen threshold. The number is the area under the steps.";

    public static string Summary(DateOnly from, DateOnly to, long encounters, long evaluable) =>
        $"{Formats.Count(encounters, "encounter", "encounters")} of {DayRange.Of(from, to)}, of which {Formats.Count(evaluable)} are old enough and have a known outcome.";

    public static string NoEncounters(DateOnly from, DateOnly to, DateOnly first, DateOnly last) =>
        $"No encounter of {DayRange.Of(from, to)} is stored. There are encounters of {DayRange.Of(first, last)}: choose days among these.";

    public static string TooMany(long encounters, long most) =>
        $"These days hold {Formats.Count(encounters)} encounters, more than the {Formats.Count(most)} for which memory is set aside. Choose a shorter period.";

    public static string NothingMature(int maturityDays) =>
        $"None of these encounters is old enough for its outcome to be recorded, which takes {Formats.Count(maturityDays, "day", "days")}: only flags and responses can be shown. Choose earlier days for the rest.";

    public static string PartlyMature(DateOnly from, DateOnly to) =>
        $"Figures that need an outcome rest on {DayRange.Of(from, to)}; later encounters are not old enough for theirs to be recorded.";

    public static string Held(int days) =>
        $"The newest content of {Formats.Count(days, "day", "days")} is held, since it looked wrong: what was stored before is shown.";

    public static string TwoVersions(DateOnly effective) =>
        $"The model's version changed on {Formats.Date(effective)}: these days mix two versions. Choose days on one side of it to see either.";
}
