using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>How many groups of a model need attention under any rule. A combination whose own part has the same verdict under the same rule repeats it, and counts apart.</summary>
/// <param name="Below">Groups that are below.</param>
/// <param name="BelowWithin">Combinations within them that are below too.</param>
/// <param name="Watch">Groups on watch that are not below under another rule.</param>
/// <param name="WatchWithin">Further combinations on watch, within groups that are below or on watch.</param>
public sealed record GroupCounts(int Below, int BelowWithin, int Watch, int WatchWithin = 0)
{
    public static readonly GroupCounts None = new(0, 0, 0);

    /// <param name="noticed">Subgroups of one model that are Below or on Watch.</param>
    public static GroupCounts Of(IReadOnlyList<NoticedVerdict> noticed)
    {
        ArgumentNullException.ThrowIfNull(noticed);
        var below = noticed.Where(verdict => verdict.Verdict == Verdict.Below).ToList();
        var all = below.Select(verdict => verdict.Subgroup).ToHashSet();
        var own = Unexplained(below, below);
        var watch = Unexplained([.. noticed.Where(verdict => verdict.Verdict == Verdict.Watch)], noticed);
        watch.ExceptWith(all);
        var watched = noticed.Where(verdict => verdict.Verdict == Verdict.Watch).Select(verdict => verdict.Subgroup).ToHashSet();
        watched.ExceptWith(all);
        return new GroupCounts(own.Count, all.Count - own.Count, watch.Count, watched.Count - watch.Count);
    }

    private static HashSet<SubgroupKey> Unexplained(List<NoticedVerdict> verdicts, IReadOnlyList<NoticedVerdict> by)
    {
        var known = by.Select(verdict => (verdict.RuleKey, verdict.Subgroup)).ToHashSet();
        return [.. verdicts.Where(verdict => !IsExplained(verdict.Subgroup, parent => known.Contains((verdict.RuleKey, parent)))).Select(verdict => verdict.Subgroup)];
    }

    /// <summary>Whether one of the parts of a combination says the same already. A single value is never explained by All: for whom it fails is the question.</summary>
    internal static bool IsExplained(SubgroupKey subgroup, Func<SubgroupKey, bool> saysTheSame) => subgroup.Order > 1 && subgroup.Parents().Any(saysTheSame);
}
