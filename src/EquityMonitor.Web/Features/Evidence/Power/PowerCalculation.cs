using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>From a question to its answer: seeded, so that the same question has the same answer; pure.</summary>
public static class PowerCalculation
{
    /// <summary>Days within which a gap is asked to be found.</summary>
    public const int Soon = 90;

    /// <summary>Five years: who waits longer has another model by then.</summary>
    public const int Longest = 1825;

    /// <summary>In four of five cases.</summary>
    public const double Share = 0.8;

    private const int Seed = 20260903;

    private static readonly double[] Gaps = [0.05, 0.10, 0.20];

    /// <param name="question">With at least one trial.</param>
    /// <param name="streams">How many streams share the budget; at least 1.</param>
    public static PowerAnswer Of(PowerQuestion question, int streams, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.Trials == 0)
            return new PowerAnswer(question, null, []);
        var departure = question.IsFloor ? Departure.Downwards : Departure.Upwards;
        var room = question.IsFloor ? question.HeldTo : 1 - question.HeldTo;
        var gaps = Gaps.Where(gap => gap < room);
        return question.Evidence == RuleEvidence.PeekSafe
            ? new PowerAnswer(
                question,
                PeekSafeDelay.SmallestGap(question.HeldTo, departure, question.TrialsPerDay, question.BudgetDays, streams, Soon, Seed, Share, cancellationToken: cancellationToken),
                [.. gaps.Select(gap => new PowerWait(gap, Delay(question, departure, gap, streams, cancellationToken)))])
            : new PowerAnswer(
                question,
                IntervalPower.SmallestGap(question.HeldTo, departure, Math.Max(1, (int)Math.Round(question.TrialsPerDay * Soon)), Share),
                [.. gaps.Select(gap => new PowerWait(gap, Window(question, departure, gap, cancellationToken)))]);
    }

    private static int? Delay(PowerQuestion question, Departure departure, double gap, int streams, CancellationToken cancellationToken) => PeekSafeDelay.Quantile(
        question.HeldTo, departure, Truth(question, gap), question.TrialsPerDay, question.BudgetDays, streams, Share, Longest, new Random(Seed), cancellationToken: cancellationToken);

    /// <summary>The days that a window has to hold. The power of an exact test rises in small teeth; which of them is found makes no difference that would be shown.</summary>
    private static int? Window(PowerQuestion question, Departure departure, double gap, CancellationToken cancellationToken)
    {
        var most = (int)Math.Min(question.TrialsPerDay * Longest, 100_000);
        if (most < 1 || !IsFound(most))
            return null;
        var (enough, few) = (most, 0);
        while (enough - few > 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var middle = (enough + few) / 2;
            if (IsFound(middle))
                enough = middle;
            else
                few = middle;
        }

        return (int)Math.Ceiling(enough / question.TrialsPerDay);

        bool IsFound(int trials) => IntervalPower.Of(question.HeldTo, departure, Truth(question, gap), trials) >= Share;
    }

    private static double Truth(PowerQuestion question, double gap) => Math.Clamp(question.IsFloor ? question.HeldTo - gap : question.HeldTo + gap, 0, 1);
}
