namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>Lists of groups that the address asks for whole: "all=groups,pairs".</summary>
public sealed record ShownInFull(bool Groups, bool Pairs)
{
    public const string Query = "all";

    private const string GroupsWord = "groups";
    private const string PairsWord = "pairs";

    /// <summary>What an address says otherwise counts as not said.</summary>
    public static ShownInFull Parse(string? text)
    {
        var words = (text ?? string.Empty).Split(',');
        return new(words.Contains(GroupsWord, StringComparer.Ordinal), words.Contains(PairsWord, StringComparer.Ordinal));
    }

    /// <summary>Null when nothing is asked for, so that the parameter goes away.</summary>
    public string? ToQuery() => (Groups, Pairs) switch
    {
        (true, true) => $"{GroupsWord},{PairsWord}",
        (true, false) => GroupsWord,
        (false, true) => PairsWord,
        _ => null,
    };
}
