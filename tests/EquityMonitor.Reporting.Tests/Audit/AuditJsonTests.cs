using System.Text;
using System.Text.Json;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Audit;

public sealed class AuditJsonTests
{
    [Fact]
    public async Task TopLevel_AnyAudit_HasExactlyTheAgreedKeys()
    {
        var root = await ReadAsync(Example.Figures());

        Names(root).ShouldBe(["schema", "model", "threshold", "confidence", "scored", "evaluable", "quarantined", "subgroups"]);
        root.GetProperty("model").GetString().ShouldBe("readmission");
        root.GetProperty("threshold").GetDouble().ShouldBe(0.15);
        root.GetProperty("scored").GetInt64().ShouldBe(Example.Cells.Sum(cell => cell.Counts.Total));
        root.GetProperty("evaluable").GetInt64().ShouldBe(root.GetProperty("scored").GetInt64());
        root.GetProperty("quarantined").GetProperty("score is missing").GetInt64().ShouldBe(3);
    }

    [Fact]
    public async Task Subgroup_Single_HasTheAgreedShape()
    {
        var subgroup = Find(await ReadAsync(Example.Figures(false, Example.SensitivityFloor)), ("race", "Black"));

        Names(subgroup).ShouldBe(["subgroup", "scored", "evaluable", "patients", "counts", "metrics", "againstComplement", "verdicts"]);
        subgroup.GetProperty("scored").GetInt64().ShouldBe(1000);
        Names(subgroup.GetProperty("counts")).ShouldBe(["tp", "fp", "fn", "tn"]);
        subgroup.GetProperty("counts").GetProperty("tp").GetInt64().ShouldBe(75);
        Names(subgroup.GetProperty("metrics")).ShouldBe(Metric.All.Select(metric => metric.Key));
        Names(subgroup.GetProperty("metrics").GetProperty("sensitivity")).ShouldBe(["value", "low", "high", "denominator"]);
        Names(subgroup.GetProperty("metrics").GetProperty("auroc")).ShouldBe(["value", "low", "high", "standardError", "denominator"]);
        var compared = subgroup.GetProperty("againstComplement").GetProperty("sensitivity");
        Names(compared).ShouldBe(["difference", "ratio", "ratioKatz"]);
        Names(compared.GetProperty("difference")).ShouldBe(["value", "low", "high"]);
        Names(compared.GetProperty("ratio")).ShouldBe(["value", "low", "high"]);
        Names(compared.GetProperty("ratioKatz")).ShouldBe(["value", "low", "high"]);
        compared.GetProperty("ratioKatz").GetProperty("value").GetDouble().ShouldBe(compared.GetProperty("ratio").GetProperty("value").GetDouble());
        Names(subgroup.GetProperty("againstComplement").GetProperty("meanError")).ShouldBe(["difference"]);
        var verdict = subgroup.GetProperty("verdicts").EnumerateArray().ShouldHaveSingleItem();
        verdict.GetProperty("rule").GetString().ShouldBe("sens-floor");
        verdict.GetProperty("verdict").GetString().ShouldBe("below");
    }

    /// <summary>30 % of one group are flagged wrongly and nobody of the other: a null value with the limit it has, and a verdict.</summary>
    [Fact]
    public async Task Subgroup_RatioToNone_HasNoValueButALimitAndAVerdict()
    {
        var rule = Example.PpvRatio with { Key = "fpr-ratio", Metric = Metric.Fpr, Better = BetterDirection.Lower };
        var audit = Example.Audit(Example.Definition(ScoreKind.Probability, rule), [("Black", "Female", new(20, 30, 20, 70)), ("White", "Male", new(20, 0, 20, 100))]);

        var subgroup = Find(await ReadAsync(AuditFigures.Of(audit, null)), ("race", "Black"));

        var compared = subgroup.GetProperty("againstComplement").GetProperty("fpr");
        var ratio = compared.GetProperty("ratio");
        Names(ratio).ShouldBe(["value", "low", "high", "unbounded"]);
        (ratio.GetProperty("value").ValueKind, ratio.GetProperty("high").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));
        ratio.GetProperty("low").GetDouble().ShouldBe(Koopman.Ratio(30, 100, 0, 100, ConfidenceLevel.Default.Z).Value.Low!.Value, 1e-12);
        compared.GetProperty("ratioKatz").GetProperty("notEstimable").GetString().ShouldBe("zero count");
        subgroup.GetProperty("verdicts")[0].GetProperty("verdict").GetString().ShouldBe("below");
        var sentence = JudgementSentence.Of(audit.Judgements.Single(judgement => judgement.Subgroup.Key.ToString() == "race=Black"), audit.Definition);
        sentence.Replace(Formats.Space, " ").ShouldContain("at least 8.04 times that of everyone else");
    }

    [Fact]
    public async Task Verdict_OfARule_CarriesItsEvidence()
    {
        var figures = Example.Figures(false, Example.SensitivityGap);
        var subgroup = Find(await ReadAsync(figures), ("race", "Black"));

        var verdict = subgroup.GetProperty("verdicts")[0];
        Names(verdict).ShouldBe(["rule", "verdict", "adjustedP", "family", "margin", "compared"]);
        var judged = figures.Of(SubgroupKey.Of("race", "Black")).Judgements[0];
        verdict.GetProperty("adjustedP").GetDouble().ShouldBe(judged.AdjustedPValue!.Value);
        verdict.GetProperty("family").GetInt32().ShouldBe(4, "Black, White, Female and Male; of Unknown too few have the outcome");
        var compared = verdict.GetProperty("compared").GetProperty("value").GetDouble();
        compared.ShouldBe((75 / 200.0) - (252 / 402.0), 1e-12);
        verdict.GetProperty("margin").GetDouble().ShouldBe(compared + 0.05, 1e-12);
        Names(Find(await ReadAsync(Example.Figures(false, Example.SensitivityFloor)), ("race", "Black")).GetProperty("verdicts")[0]).ShouldBe(["rule", "verdict", "adjustedP", "family", "margin"]);
    }

    [Fact]
    public async Task Suppressed_NamedGroupThatOthersAreHeldAgainst_IsNotGivenAwayByThem()
    {
        var rule = Example.SensitivityGap with { Against = new Reference.NamedValue("race", "Unknown"), Minimum = 1 };
        var shown = Find(await ReadAsync(Example.Figures(false, rule)), ("race", "White")).GetProperty("verdicts")[0];
        var released = Find(await ReadAsync(Example.Figures(suppress: true, rule)), ("race", "White")).GetProperty("verdicts")[0];

        Names(shown).ShouldContain("compared");
        Names(released).ShouldBe(["rule", "verdict", "adjustedP", "family", "margin"]);
        released.GetProperty("margin").ValueKind.ShouldBe(JsonValueKind.Null);
        released.GetProperty("adjustedP").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Subgroup_RuleAboutACalibrationFit_HasBothFitsAndTheVerdict()
    {
        var slope = Example.SensitivityFloor with { Key = "slope", Metric = Metric.CalibrationSlope, Limit = new Limit.Band(0.8, 1.25), Better = BetterDirection.Target };
        var definition = Example.Definition(ScoreKind.Probability, slope);
        var audit = Example.Audit(definition);
        var kept = new CalibrationResult(new CalibrationFit.Found(-0.1, 0.01, null), new CalibrationFit.Found(0.5, 0.0025, null));
        audit = audit with { Samples = [.. audit.Samples.Select(sample => sample with { Own = sample.Own with { Calibration = kept } })] };
        audit = audit with { Judgements = RuleJudge.Judge(definition, audit.Samples) };

        var subgroup = Find(await ReadAsync(AuditFigures.Of(audit, null)), ("race", "Black"));

        Names(subgroup.GetProperty("metrics")).ShouldBe(Metric.ForRules.Select(metric => metric.Key));
        subgroup.GetProperty("metrics").GetProperty("calibrationSlope").GetProperty("value").GetDouble().ShouldBe(0.5);
        Names(subgroup.GetProperty("againstComplement")).ShouldNotContain("calibrationSlope");
        subgroup.GetProperty("verdicts").EnumerateArray().ShouldHaveSingleItem().GetProperty("verdict").GetString().ShouldBe("below");
    }

    [Fact]
    public async Task Subgroup_All_IsFirstWithoutDimensionsAndComparesWithNobody()
    {
        var first = (await ReadAsync(Example.Figures())).GetProperty("subgroups")[0];

        Names(first.GetProperty("subgroup")).ShouldBeEmpty();
        Names(first.GetProperty("againstComplement")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Metric_WithoutDenominator_IsNotEstimableWithItsReason()
    {
        var subgroup = Find(await ReadAsync(Example.Figures()), ("race", "Unknown"), ("sex", "Male"));

        var sensitivity = subgroup.GetProperty("metrics").GetProperty("sensitivity");
        Names(sensitivity).ShouldBe(["notEstimable"]);
        sensitivity.GetProperty("notEstimable").GetString().ShouldBe("no positives");
        Names(subgroup.GetProperty("againstComplement").GetProperty("sensitivity").GetProperty("difference")).ShouldBe(["notEstimable"]);
    }

    [Fact]
    public async Task Numbers_OfEveryMetric_AreWrittenUnrounded()
    {
        var figures = Example.Figures();
        var root = await ReadAsync(figures);

        foreach (var (subgroup, index) in figures.Subgroups.Select((subgroup, index) => (subgroup, index)))
        {
            foreach (var metric in subgroup.Metrics)
            {
                if (metric.Value is not Estimate.Measured measured)
                    continue;
                var written = root.GetProperty("subgroups")[index].GetProperty("metrics").GetProperty(metric.Metric.Key);
                BitConverter.DoubleToInt64Bits(written.GetProperty("value").GetDouble()).ShouldBe(BitConverter.DoubleToInt64Bits(measured.Value));
            }
        }
    }

    [Fact]
    public async Task Estimate_WithAnUnboundedLimit_SaysSoInPlaceOfAnInfiniteNumber()
    {
        using var stream = new MemoryStream();
        await using (var json = new Utf8JsonWriter(stream))
            EstimateJson.WriteMetric(json, new Estimate.Measured(12, new Interval(4, null), 30) { DesignEffect = 1.5 });

        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe("""{"value":12,"low":4,"high":null,"unbounded":true,"denominator":30,"designEffect":1.5}""");
    }

    [Fact]
    public async Task Estimate_WithoutInterval_GivesTheReason()
    {
        using var stream = new MemoryStream();
        await using (var json = new Utf8JsonWriter(stream))
            EstimateJson.WriteMetric(json, new Estimate.Measured(1, null, 30) { IntervalReason = NotEstimableReason.NoVariation });

        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe("""{"value":1,"low":null,"high":null,"intervalReason":"no variation","denominator":30}""");
    }

    [Fact]
    public async Task Estimate_ThatIsNotANumber_IsRefusedRatherThanWritten()
    {
        using var stream = new MemoryStream();
        await using var json = new Utf8JsonWriter(stream);

        Should.Throw<ArgumentException>(() => EstimateJson.WriteMetric(json, new Estimate.Measured(double.NaN, null, 30)));
    }

    [Fact]
    public async Task PointsScore_NoMetricNeedsAProbability()
    {
        var figures = AuditFigures.Of(Example.Audit(Example.Definition(ScoreKind.Points)), null);

        var metrics = (await ReadAsync(figures)).GetProperty("subgroups")[0].GetProperty("metrics");

        metrics.GetProperty("brier").GetProperty("notEstimable").GetString().ShouldBe("score is not a probability");
        metrics.GetProperty("auroc").GetProperty("value").GetDouble().ShouldBe(0.75);
    }

    [Fact]
    public async Task Bytes_OfEqualAudits_AreEqual()
    {
        var later = Example.Audit(Example.Definition()) with { GeneratedAt = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero) };

        (await WriteAsync(AuditFigures.Of(later, null))).ShouldBe(await WriteAsync(Example.Figures()));
    }

    [Fact]
    public async Task Suppressed_Subgroup_ShowsNothingButItsNameAndTheReason()
    {
        var root = await ReadAsync(Example.Figures(suppress: true));

        var subgroup = Find(root, ("race", "Unknown"));
        Names(subgroup).ShouldBe(["subgroup", "suppressed"]);
        subgroup.GetProperty("suppressed").GetString().ShouldBe("1 to 10 patients, or 1 to 10 in one of its counts");
    }

    [Fact]
    public async Task Suppressed_WholeFile_HasNoCountAtTheTopEither()
    {
        (string, string, ConfusionCounts)[] cells = [("White", "Male", new(2, 20, 20, 20))];

        var root = await ReadAsync(AuditFigures.Of(Example.Audit(Example.Definition(), cells), new SmallCellSuppression()));

        root.GetProperty("scored").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("evaluable").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task OddValues_OfDimensions_SurviveTheJson()
    {
        (string, string, ConfusionCounts)[] cells = [("a\"b\\c\n<script>", "=1+1", new(20, 20, 20, 20)), ("Ünknöwn 漢字", "Male", new(20, 20, 20, 20))];

        var root = await ReadAsync(AuditFigures.Of(Example.Audit(Example.Definition(), cells), null));

        Find(root, ("race", "a\"b\\c\n<script>")).GetProperty("scored").GetInt64().ShouldBe(80);
        Find(root, ("race", "Ünknöwn 漢字")).GetProperty("scored").GetInt64().ShouldBe(80);
    }

    private static async Task<byte[]> WriteAsync(AuditFigures figures)
    {
        using var stream = new MemoryStream();
        await AuditJson.WriteAsync(figures, stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    private static async Task<JsonElement> ReadAsync(AuditFigures figures)
    {
        using var document = JsonDocument.Parse(await WriteAsync(figures));
        return document.RootElement.Clone();
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private static JsonElement Find(JsonElement root, params (string Dimension, string Value)[] parts) => root.GetProperty("subgroups").EnumerateArray()
        .Single(subgroup => subgroup.GetProperty("subgroup").EnumerateObject().Select(property => (property.Name, property.Value.GetString()!)).SequenceEqual(parts));
}
