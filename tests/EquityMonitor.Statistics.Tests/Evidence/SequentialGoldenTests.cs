using System.Text.Json;
using EquityMonitor.Statistics.Evidence;
using EquityMonitor.Statistics.Evidence.Simulated;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests.Evidence;

/// <summary>Likelihood ratios, the support of an onset and delays to detection, by scipy 1.10.1 and numpy 1.24.2 (Golden/make_sequential.py).</summary>
public sealed class SequentialGoldenTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "sequential.json"))).RootElement;

    [Fact]
    public void ProportionEvidence_EachAlternative_EqualsScipysLikelihoodRatio()
    {
        Span<double> factors = stackalloc double[EvidenceGrid.Size];
        foreach (var item in Golden.GetProperty("factors").EnumerateArray())
        {
            EvidenceOf(item).LogFactors(item.GetProperty("successes").GetInt64(), item.GetProperty("trials").GetInt64(), factors);
            var expected = item.GetProperty("log_factors").EnumerateArray().Select(factor => factor.GetDouble()).ToArray();
            for (var j = 0; j < expected.Length; j++)
                factors[j].ShouldBe(expected[j], 1e-9);
        }
    }

    [Fact]
    public void OnsetSupport_Series_EqualsScipysLikelihoods()
    {
        foreach (var item in Golden.GetProperty("onset").EnumerateArray())
        {
            var support = item.GetProperty("support");
            OnsetSupport.Of(EvidenceOf(item), Whole(item.GetProperty("successes")), Whole(item.GetProperty("trials"))).Value.ShouldBe(new SupportedSteps(support[0].GetInt32(), support[1].GetInt32()));
        }
    }

    [Fact]
    public void PeekSafeDelay_Quantiles_LieWhereNumpysStreamsHaveThem()
    {
        foreach (var item in Golden.GetProperty("delay").EnumerateArray())
        {
            var bets = new SimulatedProportion([(item.GetProperty("limit").GetDouble(), DepartureOf(item))], item.GetProperty("truth").GetDouble(), item.GetProperty("per_day").GetDouble(), oneBetPerDay: false);
            var delay = new PeekSafeDelay(item.GetProperty("budget").GetDouble(), item.GetProperty("streams").GetInt32(), 2001);
            var quantiles = item.GetProperty("quantiles").EnumerateArray().ToArray();
            quantiles.Select(quantile => quantile.GetProperty("share").GetDouble()).ShouldBe([0.5, 0.8]);

            var found = delay.Of(bets, 0.8, 1500, new Random(11), TestContext.Current.CancellationToken);

            foreach (var (days, quantile) in new[] { found.Half, found.Most }.Zip(quantiles))
                ((double)days.Value).ShouldBeInRange(quantile.GetProperty("low").GetDouble(), quantile.GetProperty("high").GetDouble());
        }
    }

    private static Departure DepartureOf(JsonElement item) => item.GetProperty("upwards").GetBoolean() ? Departure.Upwards : Departure.Downwards;

    private static ProportionEvidence EvidenceOf(JsonElement item) => new(item.GetProperty("limit").GetDouble(), DepartureOf(item));

    private static int[] Whole(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];
}
