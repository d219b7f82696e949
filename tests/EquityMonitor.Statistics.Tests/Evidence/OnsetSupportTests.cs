using EquityMonitor.Statistics.Evidence;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests.Evidence;

public sealed class OnsetSupportTests
{
    private static readonly ProportionEvidence Floor = new(0.6, Departure.Downwards);

    [Fact]
    public void Range_NoSteps_SaysSo() => OnsetSupport.Of(Floor, [], []).Reason.ShouldBe(NotEstimableReason.NoStep);

    [Fact]
    public void Range_ClearChange_HoldsItAndIsNarrow()
    {
        // 30 steps at 80 of 100, then 10 at 30 of 100: nobody could mistake the day.
        int[] successes = [.. Enumerable.Repeat(80, 30), .. Enumerable.Repeat(30, 10)];

        OnsetSupport.Of(Floor, successes, [.. Enumerable.Repeat(100, 40)]).Value.ShouldBe(new SupportedSteps(30, 30));
    }

    [Fact]
    public void Range_FewTrials_IsWideAndHoldsTheChange()
    {
        int[] successes = [.. Enumerable.Repeat(2, 20), .. Enumerable.Repeat(1, 10)];

        var (first, last) = OnsetSupport.Of(Floor, successes, [.. Enumerable.Repeat(3, 30)]).Value;

        first.ShouldBeLessThan(20);
        last.ShouldBeGreaterThanOrEqualTo(20);
        first.ShouldBeGreaterThan(0, "what met the limit clearly is not part of the departure");
    }

    [Fact]
    public void Range_EqualsTheMarkOverEveryStepAndAlternative()
    {
        var random = new Random(5);
        int[] trials = [.. Enumerable.Range(0, 40).Select(_ => random.Next(1, 6))];
        int[] successes = [.. trials.Select((n, day) => Enumerable.Range(0, n).Count(_ => random.NextDouble() < (day < 25 ? 0.65 : 0.35)))];
        var likelihood = new double[40];
        for (var from = 0; from < 40; from++)
        {
            var (k, n) = (successes[from..].Sum(), trials[from..].Sum());
            likelihood[from] = EvidenceGrid.LogitShifts.ToArray().Max(shift =>
            {
                var p = 1 / (1 + (0.4 / 0.6 * Math.Exp(shift)));
                return (k * Math.Log(p / 0.6)) + ((n - k) * Math.Log((1 - p) / 0.4));
            });
        }

        var supported = Enumerable.Range(0, 40).Where(from => likelihood[from] >= likelihood.Max() - Math.Log(8)).ToList();

        OnsetSupport.Of(Floor, successes, trials).Value.ShouldBe(new SupportedSteps(supported[0], supported[^1]));
    }

    [Fact]
    public void Range_UnequalLengths_IsRefused() => Should.Throw<ArgumentException>(() => OnsetSupport.Of(Floor, [1], [1, 2]));
}
