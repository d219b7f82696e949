using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
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

    /// <param name="question">With at least one trial.</param>
    /// <param name="standing">Of the model's peek-safe evidence.</param>
    public static PowerAnswer Of(PowerQuestion question, PowerStanding standing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.Trials == 0)
            return new PowerAnswer(question, null, []);
        return question.Evidence == RuleEvidence.PeekSafe ? PeekSafe(question, standing, cancellationToken) : Interval(question, cancellationToken);
    }

    private static PowerAnswer PeekSafe(PowerQuestion question, PowerStanding standing, CancellationToken cancellationToken)
    {
        var bets = new PowerBets(question, standing.OneBetPerDay);
        var delay = new PeekSafeDelay(question.BudgetDays, standing.Streams);
        return bets.IsPossible
            ? new PowerAnswer(question, delay.SmallestGap(bets.Past, bets.Widest, Soon, Share, Seed, cancellationToken).OrNull(), [.. Gaps(question, bets.Widest).Select(Wait)], standing.OneBetPerDay)
            : new PowerAnswer(question, null, [], standing.OneBetPerDay);

        PowerWait Wait(double gap)
        {
            var found = delay.Of(bets.Past(gap), Share, Longest, new Random(Seed), cancellationToken);
            return new PowerWait(gap, found.Most.OrNull(), found.Half.OrNull());
        }
    }

    private static PowerAnswer Interval(PowerQuestion question, CancellationToken cancellationToken)
    {
        var departure = question.IsFloor ? Departure.Downwards : Departure.Upwards;
        return new PowerAnswer(
            question,
            IntervalPower.SmallestGap(question.HeldTo, departure, Math.Max(1, (int)Math.Round(question.PerDay(question.Trials) * Soon)), Share).OrNull(),
            [.. Gaps(question, question.Room).Select(gap => new PowerWait(gap, Window(question, departure, gap, cancellationToken)))]);
    }

    private static IEnumerable<double> Gaps(PowerQuestion question, double room)
    {
        double[] gaps = question.Metric == Metric.Brier ? [0.02, 0.05, 0.10] : question.Metric == Metric.ObservedExpected ? [0.1, 0.25, 0.5] : [0.05, 0.10, 0.20];
        return gaps.Where(gap => gap < room);
    }

    /// <summary>The days that a window has to hold. The power of an exact test rises in small teeth; which of them is found makes no difference that would be shown.</summary>
    private static int? Window(PowerQuestion question, Departure departure, double gap, CancellationToken cancellationToken)
    {
        var perDay = question.PerDay(question.Trials);
        var most = (int)Math.Min(perDay * Longest, 100_000);
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

        return (int)Math.Ceiling(enough / perDay);

        bool IsFound(int trials) => IntervalPower.Of(question.HeldTo, departure, question.Truth(gap), trials) >= Share;
    }
}
