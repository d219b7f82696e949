using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>What the search for hidden subgroups says.</summary>
public static class ScanWords
{
    public const string What =
        "Looks through every combination of up to three attributes for patients whom the model serves worse than everyone else. Patients are dealt into two halves at random: one half finds, the other has to confirm. The figures are those of the half that had no part in finding, so that they are not exaggerated by having been picked.";

    public const string Confirmed = "Confirmed: the other half of the patients shows it too.";

    public const string NotConfirmed = "Not confirmed: in the other half of the patients chance could explain it.";

    public const string ByEncounter = "Patients cannot be told apart in these data, so encounters were dealt into the halves. Encounters of one patient may lie in both, which makes confirmation too easy.";

    public static IReadOnlyList<string> Caveats { get; } =
    [
        "Of the groups that are found, at most one in ten is expected to be so by chance alone; of those that are confirmed, at most one in twenty. Groups overlap, so this holds approximately.",
        "A group may be listed only because a larger group that contains it is worse. Beside each stands what leaving out one of its attributes gives: where that is just as bad, the larger group is the finding.",
        "Not found does not mean served equally. Groups that are too small in a half are not looked at, and small differences in small groups cannot be seen.",
        "A difference has many possible causes, among them a different mix of illnesses, how the outcome is recorded, and what clinicians did about the flag. It opens no alert and changes no verdict.",
    ];

    /// <summary>"412 groups were compared; 3 were found, and the other half confirms 2 of them."</summary>
    public static string Lead(Metric metric, int candidates, int found, int confirmed)
    {
        var compared = $"The {MetricWords.Of(metric).InSentence} of {Formats.Count(candidates, "group", "groups")} was compared with that of everyone else.";
        return (candidates, found) switch
        {
            (0, _) => "No group has enough encounters in each half to be compared. Choose a longer period or a smaller minimum.",
            (_, 0) => $"{compared} None is worse by more than chance could explain.",
            _ => $"{compared} {(found == 1 ? "1 is" : $"{Formats.Count(found)} are")} worse in the half that looks, and the other half confirms {(confirmed == 0 ? "none of them" : confirmed == found ? (found == 1 ? "it" : "all of them") : $"{Formats.Count(confirmed)} of them")}.",
        };
    }

    public static string Halves(long find, long confirm, int minimum, Metric metric) =>
        $"{Formats.Count(find)} encounters {MetricWords.Of(metric).Denominator} in the half that finds, {Formats.Count(confirm)} in the half that confirms; groups with at least {Formats.Count(minimum)} in each.";

    public static string Exploratory(int earlier) =>
        $"Exploratory: {(earlier == 1 ? "another search" : $"{Formats.Count(earlier)} other searches")} of some of the same encounters came before this one. The more often the same halves are asked, the more is found and confirmed by chance. Take what is new here as a hint, and confirm it with later encounters.";

    public static string LeftOut(IReadOnlyList<string> combinations) =>
        $"Left out, since their values are too many to be counted: {string.Join("; ", combinations)}.";

    /// <summary>Why a group is listed, from what its parents show.</summary>
    public static string Parent(string name, string figure, bool isFound) => $"{name}: {figure}{(isFound ? ", found as well" : null)}";
}
