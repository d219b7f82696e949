using System.Text.Json;
using EquityMonitor.Statistics.Evidence;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests.Evidence;

public sealed class DayDispersionTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "dispersion.json"))).RootElement;

    [Fact]
    public void EstimateAndUpperLimit_EqualTheIndependentComputation()
    {
        foreach (var item in Golden.GetProperty("cases").EnumerateArray())
        {
            var dispersion = new DayDispersion(item.GetProperty("proportion").GetBoolean());
            foreach (var day in item.GetProperty("days").EnumerateArray())
            {
                var values = day.EnumerateArray().Select(value => value.GetDouble()).ToList();
                dispersion.Add(values.Count, values.Sum(), values.Sum(value => value * value));
            }

            dispersion.Estimate.Value.ShouldBe(item.GetProperty("estimate").GetDouble(), 1e-9);
            dispersion.UpperLimit.Value.ShouldBe(item.GetProperty("upper").GetDouble(), 1e-9);
            dispersion.IsOrdinary.ShouldBe(item.GetProperty("upper").GetDouble() < 1.2);
        }
    }

    [Theory]
    [InlineData(29, 5, 10, true, "fewer than 30 days")]
    [InlineData(60, 0, 10, true, "fewer than 30 of an outcome")]
    [InlineData(200, 10, 10, true, "fewer than 30 of an outcome")]
    [InlineData(30, 10, 10, false, "no variation")]
    public void Estimate_TooLittleToTell_SaysWhyAndIsNotOrdinary(int days, int successes, int trials, bool isProportion, string why)
    {
        var dispersion = new DayDispersion(isProportion);
        for (var day = 0; day < days; day++)
            dispersion.Add(trials, successes, successes);

        dispersion.Estimate.Reason!.Text.ShouldBe(why);
        dispersion.UpperLimit.Reason!.Text.ShouldBe(why);
        dispersion.IsOrdinary.ShouldBeFalse();
    }

    /// <summary>Whose dispersion truly stands at the mark is taken for ordinary in about one of twenty baselines: 1,000 of them, within three standard errors of a share of 8 %.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(3)]
    public void IsOrdinary_DispersionAtTheMark_IsRarelyShown(int trials)
    {
        var random = new Random(20261123);

        // 1 + (n - 1) rho is the mark; two chances as far from one half as that takes.
        var spread = Math.Sqrt((DayDispersion.Mark - 1) / (trials - 1)) / 2;
        var shown = 0;
        for (var baseline = 0; baseline < 1000; baseline++)
        {
            var dispersion = new DayDispersion(isProportion: true);
            for (var day = 0; day < 181; day++)
            {
                var chance = 0.5 + (random.NextDouble() < 0.5 ? -spread : spread);
                var successes = Enumerable.Range(0, trials).Count(_ => random.NextDouble() < chance);
                dispersion.Add(trials, successes, successes);
            }

            shown += dispersion.IsOrdinary ? 1 : 0;
        }

        shown.ShouldBeLessThan(80 + (3 * 9));
    }
}
