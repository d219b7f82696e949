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

    /// <param name="asked">What could be seen of whom.</param>
    /// <param name="standing">Of the model's peek-safe evidence.</param>
    public static PowerAnswer Of(PowerQuestion asked, PowerStanding standing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var question = asked.HeldToBaseline(standing.Baseline);
        var answer = question.Trials == 0 ? new PowerAnswer(question, null, [])
            : question.Evidence == RuleEvidence.PeekSafe ? PeekSafe(question, standing, cancellationToken) : Interval(question, cancellationToken);
        return answer with { Asked = asked };
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
        var window = new PowerOfWindow(question);
        return new PowerAnswer(
            question,
            PowerSearch.SmallestGap(gap => Power(gap, Soon), window.Widest, Share).OrNull(),
            [.. Gaps(question, window.Widest).Select(gap => new PowerWait(gap, PowerSearch.ShortestWindow(days => Power(gap, days), Longest, Share).OrNull()))]);

        double Power(double gap, int days)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return window.Of(gap, days);
        }
    }

    /// <summary>Near the end of the range, a quarter and half of what there is.</summary>
    private static double[] Gaps(PowerQuestion question, double room)
    {
        double[] fit = [.. GapsOf(question.Metric).Where(gap => gap < room)];
        return fit.Length > 0 ? fit : [room / 4, room / 2];
    }

    /// <summary>A small, a middling and a large change, in the unit of the metric.</summary>
    private static double[] GapsOf(Metric metric) =>
        metric == Metric.Brier || metric == Metric.MeanError ? [0.02, 0.05, 0.10]
        : metric == Metric.NetBenefit ? [0.005, 0.01, 0.02]
        : metric == Metric.ObservedExpected || metric.IsKeptOnRequest ? [0.1, 0.25, 0.5]
        : [0.05, 0.10, 0.20];
}
