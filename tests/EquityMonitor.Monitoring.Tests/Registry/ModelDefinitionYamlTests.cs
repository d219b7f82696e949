using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Registry;

public sealed class ModelDefinitionYamlTests
{
    [Fact]
    public void Parse_FullDefinition_GivesEveryPart()
    {
        var definition = Definitions.Parsed();

        definition.Key.ShouldBe("readmission");
        definition.Version.ShouldBe("2.1");
        definition.Score.ShouldBe(new ScoreDefinition("score", ScoreKind.Probability, 0, 1));
        definition.Threshold.ShouldBe(0.15);
        definition.Outcome.ShouldBe(new OutcomeDefinition("readmitted_30d", 30));
        definition.Time!.Zone.Id.ShouldBe("America/Chicago");
        definition.Time.Kind.ShouldBe(TimeKind.Local);
        definition.Source!.Provider.ShouldBe("sqlite");
        definition.Dimensions.Select(dimension => dimension.Name).ShouldBe(["Race", "Age band", "Site", "Language"]);
        definition.Dimensions[1].Bands.ShouldBe([18, 45, 65, 80]);
        definition.Dimensions[2].Values.ShouldBe(["Main", "North", "South"]);
        definition.Windows.ShouldBe([28, 90]);
        definition.Baseline.ShouldBe(new DateRange(new(2025, 1, 1), new(2025, 6, 30)));
        definition.Training["race"]["Black"].ShouldBe(0.19);
        definition.AlertsFrom.ShouldBe(new DateOnly(2026, 7, 1));
        definition.Rules.Count.ShouldBe(6);
        definition.Rules[0].Limit.ShouldBe(new Limit.Floor(0.55));
        definition.Rules[0].Severity.ShouldBe(Severity.High);
        definition.Rules[1].Against.ShouldBe(new Reference.Complement());
        definition.Rules[2].Dimensions.ShouldBe(["race", "language"]);
        definition.Rules[3].Better.ShouldBe(BetterDirection.Target);
        definition.Rules[3].Window.ShouldBe(90, "the largest window is the default");
        definition.Rules[4].Name.ShouldBe("False positive rate");
        definition.Rules[5].Better.ShouldBe(BetterDirection.Lower);
        definition.Rules[5].Against.ShouldBe(new Reference.Everyone());
    }

    [Fact]
    public void Parse_Justification_IsOneDatedParagraph()
    {
        var rules = Definitions.Parsed(Definitions.With("floor: 0.55", "floor: 0.55, justification: \"Half is\\n\\n  too few.\", justifiedOn: 2026-01-15")).Rules;

        rules[0].Justification.ShouldBe(new RuleJustification("Half is too few.", new DateOnly(2026, 1, 15)));
        rules[1].Justification.ShouldBeNull();
    }

    [Theory]
    [InlineData("justification: Half is too few", "rules[0].justifiedOn")]
    [InlineData("justifiedOn: 2026-01-15", "rules[0].justification")]
    [InlineData("justification: Half is too few, justifiedOn: January", "rules[0].justifiedOn")]
    public void Parse_JustificationWithoutADayOrADayWithoutOne_IsRefused(string keys, string key) =>
        ModelDefinitionYaml.Parse(Definitions.With("floor: 0.55", $"floor: 0.55, {keys}"), "model.yaml", DefinitionUse.Monitoring).Problems.ShouldHaveSingleItem().Key.ShouldBe(key);

    [Theory]
    [InlineData("every", PerEncounter.Every)]
    [InlineData("first", PerEncounter.First)]
    [InlineData("last", PerEncounter.Last)]
    [InlineData("highest", PerEncounter.Highest)]
    [InlineData("highest score of the day", PerEncounter.Highest)]
    public void Parse_PerEncounter_KnowsItsForms(string text, PerEncounter expected) =>
        Definitions.Parsed(Definitions.With("perEncounter: every", $"perEncounter: {text}")).PerEncounter.ShouldBe(expected);

    [Theory]
    [InlineData("0.8", 0.8)]
    [InlineData("0.90", 0.9)]
    [InlineData("0.999", 0.999)]
    public void Parse_Confidence_IsTheLevelOfIntervals(string text, double expected)
    {
        var definition = Definitions.Parsed(Definitions.With("alertsFrom: 2026-07-01", $"alertsFrom: 2026-07-01\nconfidence: {text}"));

        definition.Confidence.ShouldBe(ConfidenceLevel.Of(expected));
        definition.Scale.Level.ShouldBe(definition.Confidence);
        Definitions.Parsed().Confidence.ShouldBeSameAs(ConfidenceLevel.Default);
    }

    [Fact]
    public void Parse_FileAudit_NeedsNeitherTimeNorSourceNorRules()
    {
        const string text = """
            key: triage
            name: Early warning
            version: 1
            score: { column: early_warning_score, kind: points, min: 0, max: 15 }
            threshold: 5
            outcome: { column: critical_care_or_death }
            encounter: encounter_id
            dimensions: [sex]
            """;

        var definition = Definitions.Parsed(text, DefinitionUse.FileAudit);

        definition.Time.ShouldBeNull();
        definition.Source.ShouldBeNull();
        definition.Windows.ShouldBeEmpty();
        ModelDefinitionYaml.Parse(text, "f", DefinitionUse.Monitoring).Problems.Select(problem => problem.Key).ShouldBe(["time", "source", "rules", "outcome.maturityDays"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("column: readmitted_30d, name: readmitted within 30 days", "readmitted within 30 days")]
    [InlineData("column: readmitted_30d", null)]
    public void Parse_NameOfTheOutcome_IsReadAndWrittenBackEqual(string outcome, string? expected)
    {
        var definition = Definitions.Parsed(Definitions.With("column: readmitted_30d", outcome));

        definition.Outcome.Name.ShouldBe(expected);
        Definitions.Parsed(ModelDefinitionYaml.Write(definition)).Outcome.ShouldBe(definition.Outcome);
    }

    [Fact]
    public void Parse_FileAuditWithRules_JudgesTheWholePeriod() =>
        Definitions.Parsed(Definitions.With("windows: [28, 90]\n", ""), DefinitionUse.FileAudit).Rules.ShouldAllBe(rule => rule.Window == 0);

    [Fact]
    public void Parse_WithoutWindows_Takes28And90() => Definitions.Parsed(Definitions.With("windows: [28, 90]\n", "")).Windows.ShouldBe([28, 90]);

    [Theory]
    [InlineData("key: readmission", "key: Readmission", 1, "key", "lower-case")]
    [InlineData("key: readmission", "", 2, "key", "key: readmission")]
    [InlineData("name: 30-day readmission risk", "nmae: x", 2, "nmae", "Did you mean 'name'?")]
    [InlineData("version: \"2.1\"", "version:", 3, "version", "version: \"2.1\"")]
    [InlineData("kind: probability }", "kind: probabilty }", 6, "score.kind", "Did you mean 'probability'?")]
    [InlineData("kind: probability }", "kind: probability, max: 100 }", 6, "score.max", "kind: points")]
    [InlineData("kind: probability }", "kind: points, min: 5, max: 5 }", 6, "score.max", "larger than min")]
    [InlineData("kind: probability }", "kind: points, min: 5 }", 6, "score.max", "max: 20")]
    [InlineData("threshold: 0.15", "threshold: 15", 7, "threshold", "from 0 to 1")]
    [InlineData("threshold: 0.15", "threshold: 15%", 7, "threshold", "0.15")]
    [InlineData("threshold: 0.15", "threshold: \"0,15\"", 7, "threshold", "decimal point")]
    [InlineData("threshold: 0.15", "threshold: .nan", 7, "threshold", "not a number")]
    [InlineData("maturityDays: 30", "maturityDays: -1", 8, "outcome.maturityDays", "whole number from 0")]
    [InlineData("maturityDays: 30", "maturity: 30", 8, "outcome.maturity", "Did you mean 'maturityDays'?")]
    [InlineData("zone: America/Chicago", "zone: America/Chicaco", 9, "time.zone", "Did you mean 'America/Chicago'?")]
    [InlineData("kind: local", "kind: zulu", 9, "time.kind", "local, utc or offset")]
    [InlineData("perEncounter: every", "perEncounter: fist", 11, "perEncounter", "Did you mean 'first'?")]
    [InlineData("overridden: [overridden]", "overridden: [accepted]", 13, "response.overridden", "Remove it from one")]
    [InlineData("updated_at > @since", "updated_at > '@since'", 15, "changedAt.query", "does not use @since")]
    [InlineData("provider: sqlite", "provider: oracle", 16, "source.provider", "sqlserver, postgresql, sqlite or duckdb")]
    [InlineData("provider: sqlite", "provider: postgres", 16, "source.provider", "Did you mean 'postgresql'?")]
    [InlineData("connection: Hospital", "connection: \"Data Source=x.db\"", 16, "source.connection", "where secrets belong")]
    [InlineData("AND scored_at < @to", "", 16, "source.query", "does not use @to")]
    [InlineData("AND scored_at < @to", "-- AND scored_at < @to", 16, "source.query", "does not use @to")]
    [InlineData("AND scored_at < @to", "AND scored_at < @to; DELETE FROM x", 16, "source.query", "more than one statement")]
    [InlineData("AND scored_at < @to", "AND scored_at < @to AND site = @site", 16, "source.query", "@site")]
    [InlineData("SELECT * FROM scored_encounters WHERE scored_at >=", "UPDATE x SET y = 1 WHERE scored_at >=", 16, "source.query", "one SELECT")]
    [InlineData("  - race", "  - Race\n  - race", 19, "dimensions[1]", "a dimension already")]
    [InlineData("  - race", "  - patient_id", 18, "dimensions[0]", "does not split patients")]
    [InlineData("bands: [18, 45, 65, 80]", "bands: [18, 65, 45]", 19, "dimensions[1].bands", "ascend")]
    [InlineData("bands: [18, 45, 65, 80]", "bands: [18, 65], values: [a]", 19, "dimensions[1].values", "either bands")]
    [InlineData("bands: [18, 45, 65, 80]", "bands: 18", 19, "dimensions[1].bands", "list")]
    [InlineData("values: [Main, North, South]", "values: [Main, Main]", 20, "dimensions[2].values", "listed twice")]
    [InlineData("windows: [28, 90]", "windows: [28, 28]", 22, "windows", "listed twice")]
    [InlineData("windows: [28, 90]", "windows: [0, 28, 90]", 22, "windows", "from 1 to")]
    [InlineData("to: 2025-06-30", "to: 2024-06-30", 23, "baseline.to", "ends before it begins")]
    [InlineData("to: 2025-06-30", "to: 30.6.2025", 23, "baseline.to", "year-month-day")]
    [InlineData("White: 0.74", "White: 0.84", 24, "training.race", "more than 1")]
    [InlineData("training: { race:", "training: { rase:", 24, "training.rase", "Did you mean 'race'?")]
    [InlineData("18-44: 0.5", "18-45: 0.5", 24, "training.age.18-45", "18-44")]
    [InlineData("metric: sensitivity, floor: 0.55", "metric: sensitivty, floor: 0.55", 27, "rules[0].metric", "Did you mean 'sensitivity'?")]
    [InlineData("floor: 0.55, ", "", 27, "rules[0]", "has no limit")]
    [InlineData("floor: 0.55", "floor: 0.55, gap: 0.1", 27, "rules[0].gap", "one limit")]
    [InlineData("floor: 0.55", "floor: 55", 27, "rules[0].floor", "0.55 if 55 percent was meant")]
    [InlineData("floor: 0.55", "floor: 0", 27, "rules[0].floor", "says nothing")]
    [InlineData("floor: 0.55", "ceiling: 0.55", 27, "rules[0].ceiling", "Write a floor")]
    [InlineData("floor: 0.55", "floor: 0.55, against: complement", 27, "rules[0].against", "Only a gap or a ratio")]
    [InlineData("window: 90, minimum: 30", "window: 60, minimum: 30", 27, "rules[0].window", "28 or 90")]
    [InlineData("minimum: 30", "minimum: 0", 27, "rules[0].minimum", "from 1")]
    [InlineData("severity: high", "severity: critical", 27, "rules[0].severity", "low, medium or high")]
    [InlineData("key: auroc-gap", "key: sens-floor", 28, "rules[1].key", "one of its own")]
    [InlineData("metric: auroc, against: complement, gap: 0.05", "metric: auroc, gap: 0.05", 28, "rules[1].against", "against: complement")]
    [InlineData("metric: auroc, against: complement", "metric: auroc, against: basline", 28, "rules[1].against", "Did you mean 'baseline'?")]
    [InlineData("metric: auroc, against: complement", "metric: auroc, against: White", 28, "rules[1].against", "a value of a dimension such as race=White")]
    [InlineData("metric: auroc, against: complement", "metric: auroc, against: rase=White", 28, "rules[1].against", "Did you mean 'race'?")]
    [InlineData("metric: auroc, against: complement", "metric: auroc, against: race=", 28, "rules[1].against", "The value of race is missing")]
    [InlineData("metric: auroc, against: complement", "metric: auroc, against: site=Eest", 28, "rules[1].against", "Site has no value 'Eest'. Write Main, North, South, Other or Unknown")]
    [InlineData("metric: auroc, against: complement", "metric: auroc, against: age=18-45", 28, "rules[1].against", "Did you mean '18-44'?")]
    [InlineData("against: complement, ratio: 0.8", "against: site=Main, ratio: 0.8", 29, "rules[2].dimensions", "Add site to the dimensions")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: ece, ceiling: 0.3", 31, "rules[4].metric", "no limit on it would be fair")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: calibrationSlope, floor: 0.8", 31, "rules[4].floor", "band: [0.8, 1.25]")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: calibrationIntercept, ceiling: 0.3", 31, "rules[4].ceiling", "band: [-0.2, 0.2]")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: calibrationIntercept, gap: 0.3, against: complement", 31, "rules[4].gap", "only a band")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: calibrationSlope", 31, "rules[4]", "band: [0.8, 1.25]")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: calibrationIntercept, band: 0.2", 31, "rules[4].band", "band: [-0.2, 0.2]")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: calibrationSlope, band: [0.2, 0.8]", 31, "rules[4].band", "right at 1, which this band leaves out")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: calibrationIntercept, band: [0.1, 0.3]", 31, "rules[4].band", "right at 0, which this band leaves out")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: calibrationSlope, band: [0.8, 1.2], evidence: peek-safe", 31, "rules[4].evidence", "no mean over encounters")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: calibrationIntercept, band: [-0.2, 0.2], better: lower", 31, "rules[4].better", "no better end")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: balancedAccuracy, ratio: 0.8, against: complement", 31, "rules[4].ratio", "proportions only")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: meanError, ceiling: 0.1", 31, "rules[4].ceiling", "only a band or a gap")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: meanError, band: [0.05, 0.1]", 31, "rules[4].band", "is right at 0")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: meanError, against: all, gap: 0.05", 31, "rules[4].gap", "against: complement")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: meanError, against: complement, gap: 0.05, evidence: peek-safe", 31, "rules[4].evidence", "evidence: interval")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: auprc, gap: 0.1, against: complement", 31, "rules[4].gap", "not for AUPRC")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: scaledBrier, floor: 2", 31, "rules[4].floor", "is at most 1")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: overrideRate, ceiling: 0.3", 31, "rules[4].better", "better: lower or better: higher")]
    [InlineData("metric: auroc, against: complement", "metric: auroc, against: all", 28, "rules[1].gap", "against: complement")]
    [InlineData("metric: auroc, against: complement, gap: 0.05", "metric: auroc, against: complement, ratio: 0.8", 28, "rules[1].ratio", "proportions only")]
    [InlineData("metric: auroc, against: complement", "metric: f1, against: complement", 28, "rules[1].gap", "not for F1")]
    [InlineData("gap: 0.05", "gap: 5", 28, "rules[1].gap", "0.05 for five points")]
    [InlineData("ratio: 0.8", "ratio: 1.25", 29, "rules[2].ratio", "at most 1")]
    [InlineData("dimensions: [race, language]", "dimensions: [race, Age band]", 29, "rules[2].dimensions", "Did you mean 'age'?")]
    [InlineData("band: [0.8, 1.25]", "floor: 0.8", 30, "rules[3].floor", "only a band")]
    [InlineData("band: [0.8, 1.25]", "band: [1.25, 0.8]", 30, "rules[3].band", "lower limit of a band comes first")]
    [InlineData("band: [0.8, 1.25]", "band: [0.8]", 30, "rules[3].band", "two limits")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: fpr, floor: 0.3", 31, "rules[4].floor", "Write a ceiling")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: fpr, ceiling: 0.3, better: higher", 31, "rules[4].better", "better when lower")]
    [InlineData("better: lower, ", "", 32, "rules[5].better", "better: lower")]
    [InlineData("better: lower, ", "evidence: certain, better: lower, ", 32, "rules[5].evidence", "Write peek-safe or interval")]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: f1, floor: 0.3, evidence: peek-safe", 31, "rules[4].evidence", "no mean over encounters")]
    [InlineData("windows: [28, 90]", "standardiseBy: [agee]", 22, "standardiseBy", "Did you mean 'age'?")]
    [InlineData("windows: [28, 90]", "standardiseBy: age", 22, "standardiseBy", "A list is expected")]
    [InlineData("windows: [28, 90]", "standardiseBy: [race, age, site, language]", 22, "standardiseBy", "Keep 3 of these 4")]
    [InlineData("alertsFrom: 2026-07-01", "confidence: 0.79", 25, "confidence", "0.79 lies outside 0.8 to 0.999. Write a share such as confidence: 0.90 for 90 % intervals")]
    [InlineData("alertsFrom: 2026-07-01", "confidence: 0.9995", 25, "confidence", "lies outside 0.8 to 0.999")]
    [InlineData("alertsFrom: 2026-07-01", "confidence: 90", 25, "confidence", "Write a share such as confidence: 0.90")]
    [InlineData("alertsFrom: 2026-07-01", "confidence: 90%", 25, "confidence", "instead of a percentage")]
    [InlineData("alertsFrom: 2026-07-01", "evidenceBudget: 0", 25, "evidenceBudget", "whole number from 1")]
    public void Parse_OneMistake_NamesLineKeyAndRemedy(string old, string replacement, int line, string key, string message)
    {
        var result = ModelDefinitionYaml.Parse(Definitions.With(old, replacement), "model.yaml", DefinitionUse.Monitoring);

        result.Definition.ShouldBeNull();
        var problem = result.Problems.FirstOrDefault(problem => problem.Key == key).ShouldNotBeNull(string.Join('\n', result.Describe()));
        problem.Line.ShouldBe(line, problem.Message);
        problem.Message.ShouldContain(message);
    }

    [Fact]
    public void Parse_BandOnACalibrationFit_IsJudgedByIntervalEvidence()
    {
        var definition = Definitions.Parsed(Definitions.With("metric: fpr, ceiling: 0.3", "metric: calibrationIntercept, band: [-0.3, 0.2]"));

        var rule = definition.Rules[4];
        (rule.Metric, rule.Limit, rule.Better, rule.Evidence).ShouldBe((Metric.CalibrationIntercept, new Limit.Band(-0.3, 0.2), BetterDirection.Target, RuleEvidence.Interval));
        definition.KeepsCalibration.ShouldBeTrue();
        Definitions.Parsed().KeepsCalibration.ShouldBeFalse();
        ModelDefinitionHash.Of(Definitions.Parsed(ModelDefinitionYaml.Write(definition))).ShouldBe(ModelDefinitionHash.Of(definition));
    }

    [Fact]
    public void Parse_CalibrationFitOfAScoreInPoints_IsRefused()
    {
        var text = Definitions.With("metric: fpr, ceiling: 0.3", "metric: calibrationSlope, band: [0.8, 1.2]");
        var points = text.Replace("kind: probability", "kind: points, min: 0, max: 1", StringComparison.Ordinal);
        points.ShouldNotBe(text);

        ModelDefinitionYaml.Parse(points, "model.yaml", DefinitionUse.Monitoring).Problems.ShouldContain(problem => problem.Key == "rules[4].metric" && problem.Message.Contains("score is points", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("complement")]
    [InlineData("all")]
    [InlineData("baseline")]
    [InlineData("race=Black")]
    [InlineData("race=Unknown")]
    [InlineData("race=American Indian & Alaska Native")]
    [InlineData("age=80 and over")]
    [InlineData("site=Other")]
    public void Parse_Reference_IsReadAndWrittenBackEqual(string against)
    {
        var definition = Definitions.Parsed(Definitions.With("metric: flagRate, better: lower, against: all", $"metric: flagRate, better: lower, against: \"{against}\""));

        AgainstText.Of(definition.Rules[5].Against.ShouldNotBeNull()).ShouldBe(against);
        var again = Definitions.Parsed(ModelDefinitionYaml.Write(definition));
        again.Rules[5].Against.ShouldBe(definition.Rules[5].Against);
        ModelDefinitionHash.Of(again).ShouldBe(ModelDefinitionHash.Of(definition));
        (ModelDefinitionHash.Of(definition) == ModelDefinitionHash.Of(Definitions.Parsed())).ShouldBe(against == "all");
        RuleDraftReader.Read(definition, [.. definition.Rules.Select(RuleDraft.Of)]).Rules[5].Against.ShouldBe(definition.Rules[5].Against);
    }

    [Theory]
    [InlineData("metric: balancedAccuracy, floor: 0.6")]
    [InlineData("metric: auprc, floor: 0.2")]
    [InlineData("metric: meanError, against: complement, gap: 0.05")]
    [InlineData("metric: meanError, band: [-0.05, 0.05]")]
    [InlineData("metric: scaledBrier, floor: 0")]
    [InlineData("metric: scaledBrier, floor: -0.05")]
    [InlineData("metric: overrideRate, better: lower, ceiling: 0.4")]
    [InlineData("metric: overrideRate, better: lower, against: race=White, gap: 0.1")]
    public void Parse_RuleAboutAStoredMetric_IsAccepted(string rule)
    {
        var definition = Definitions.Parsed(Definitions.With("metric: fpr, ceiling: 0.3", rule));

        Definitions.Parsed(ModelDefinitionYaml.Write(definition)).Rules[4].ShouldSatisfyAllConditions(
            again => again.Limit.ShouldBe(definition.Rules[4].Limit), again => again.Metric.ShouldBe(definition.Rules[4].Metric), again => again.Better.ShouldBe(definition.Rules[4].Better));
    }

    [Fact]
    public void Parse_OwnBaselineWithoutBaseline_IsRefusedUnlessTheFileIsAudited()
    {
        var text = Definitions.With("metric: auroc, against: complement", "metric: auroc, against: baseline").Replace("baseline: { from: 2025-01-01, to: 2025-06-30 }\n", "", StringComparison.Ordinal);

        ModelDefinitionYaml.Parse(text, "model.yaml", DefinitionUse.Monitoring).Problems.ShouldHaveSingleItem().Message.ShouldContain("declares no baseline");
        Definitions.Parsed(text, DefinitionUse.FileAudit).Rules[1].Against.ShouldBe(new Reference.OwnBaseline());
    }

    [Fact]
    public void Parse_OverrideRateWithoutResponses_IsRefused()
    {
        var text = Definitions.With("metric: fpr, ceiling: 0.3", "metric: overrideRate, better: lower, ceiling: 0.3")
            .Replace("response: { column: response, accepted: [accepted], overridden: [overridden] }\n", "", StringComparison.Ordinal);

        ModelDefinitionYaml.Parse(text, "model.yaml", DefinitionUse.Monitoring).Problems.ShouldHaveSingleItem().Message.ShouldContain("how clinicians responded");
    }

    [Theory]
    [InlineData("metric: observedExpected, band: [0.8, 1.25]")]
    [InlineData("metric: scaledBrier, floor: 0")]
    [InlineData("metric: brier, ceiling: 0.2")]
    [InlineData("metric: netBenefit, floor: 0.01")]
    public void Parse_ProbabilityMetricOfPointsScore_IsRefused(string rule)
    {
        var text = Definitions.With("metric: observedExpected, band: [0.8, 1.25]", rule).Replace("kind: probability", "kind: points, min: 0, max: 20", StringComparison.Ordinal);

        ModelDefinitionYaml.Parse(text, "model.yaml", DefinitionUse.Monitoring).Problems.ShouldHaveSingleItem().Message.ShouldContain("score is points");
    }

    [Fact]
    public void Parse_SeveralMistakes_ReportsAllInOrderOfLines()
    {
        var text = Definitions.With("threshold: 0.15", "threshold: 15").Replace("key: readmission", "key: R 1", StringComparison.Ordinal).Replace("floor: 0.55", "floor: 2", StringComparison.Ordinal);

        var result = ModelDefinitionYaml.Parse(text, "model.yaml", DefinitionUse.Monitoring);

        result.Problems.Select(problem => problem.Line).ShouldBe([1, 7, 27]);
        result.Describe().First().ShouldStartWith("model.yaml, line 1, key: 'R 1' cannot be a key.");
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("- a\n- b\n", 1)]
    [InlineData("key: a\nkey: b\n", 2)]
    [InlineData("key: a\n\tname: b\n", 2)]
    [InlineData("key: a\nscore: { column: b\nname: c\n", 2)]
    [InlineData("key: a\n---\nkey: b\n", 1)]
    public void Parse_NotADefinition_IsOneProblemWithItsLine(string text, int line)
    {
        var problem = ModelDefinitionYaml.Parse(text, "model.yaml", DefinitionUse.Monitoring).Problems.ShouldHaveSingleItem();

        problem.Line.ShouldBe(line, problem.Message);
    }
}
