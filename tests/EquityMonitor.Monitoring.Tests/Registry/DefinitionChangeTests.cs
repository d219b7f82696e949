using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Registry;

public sealed class DefinitionChangeTests
{
    [Theory]
    [InlineData("name: 30-day readmission risk", "name: Readmission", DefinitionEffects.MetadataOnly)]
    [InlineData("owner: Quality improvement", "owner: CMIO", DefinitionEffects.MetadataOnly)]
    [InlineData("name: Age band", "name: Age", DefinitionEffects.MetadataOnly)]
    [InlineData("windows: [28, 90]", "windows: [28, 90]\nstandardiseBy: [age]", DefinitionEffects.MetadataOnly)]
    [InlineData("windows: [28, 90]", "windows: [28, 90]\nstandardiseBy: []", DefinitionEffects.MetadataOnly)]
    [InlineData("floor: 0.55", "floor: 0.55, justification: Half is too few, justifiedOn: 2026-01-15", DefinitionEffects.MetadataOnly)]
    [InlineData("floor: 0.55", "floor: 0.6, justification: Half is too few, justifiedOn: 2026-01-15", DefinitionEffects.RulesJudgedForward)]
    [InlineData("column: readmitted_30d", "column: readmitted_30d, name: readmitted within 30 days", DefinitionEffects.MetadataOnly)]
    [InlineData("windows: [28, 90]", "windows: [28, 90]\nconfidence: 0.9", DefinitionEffects.MetadataOnly)]
    [InlineData("floor: 0.55", "floor: 0.6", DefinitionEffects.RulesJudgedForward)]
    [InlineData("alertsFrom: 2026-07-01", "alertsFrom: 2026-08-01", DefinitionEffects.RulesJudgedForward)]
    [InlineData("threshold: 0.15", "threshold: 0.2", DefinitionEffects.PointsRestated)]
    [InlineData("maturityDays: 30", "maturityDays: 45", DefinitionEffects.PointsRestated)]
    [InlineData("windows: [28, 90]", "windows: [28, 90, 180]", DefinitionEffects.PointsRestated | DefinitionEffects.RulesJudgedForward)]
    [InlineData("to: 2025-06-30", "to: 2025-07-31", DefinitionEffects.PointsRestated)]
    [InlineData("White: 0.74", "White: 0.7", DefinitionEffects.PointsRestated)]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: fpr, ceiling: 0.2", DefinitionEffects.RulesJudgedForward)]
    [InlineData("metric: fpr, ceiling: 0.3", "metric: calibrationSlope, band: [0.8, 1.2]", DefinitionEffects.RulesJudgedForward | DefinitionEffects.PointsRestated)]
    [InlineData("zone: America/Chicago", "zone: America/Denver", DefinitionEffects.DaysRepulled)]
    [InlineData("kind: local", "kind: utc", DefinitionEffects.DaysRepulled)]
    [InlineData("- language", "- payer", DefinitionEffects.DaysRepulled | DefinitionEffects.RulesJudgedForward)]
    [InlineData("values: [Main, North, South]", "values: [Main, North]", DefinitionEffects.DaysRepulled)]
    [InlineData("column: readmitted_30d", "column: readmitted_7d", DefinitionEffects.DaysRepulled)]
    [InlineData("FROM scored_encounters WHERE scored_at", "FROM v WHERE scored_at", DefinitionEffects.DaysRepulled)]
    [InlineData("perEncounter: every", "perEncounter: first", DefinitionEffects.DaysRepulled)]
    [InlineData("patient: patient_id\n", "", DefinitionEffects.DaysRepulled)]
    [InlineData("version: \"2.1\"", "version: \"2.2\"\neffective: 2026-07-01", DefinitionEffects.VersionChanged)]
    public void Between_OneChange_HasTheEffectOfTheTable(string old, string replacement, DefinitionEffects expected)
    {
        var before = Definitions.Parsed();
        var text = Definitions.With(old, replacement);
        text = replacement == "- payer" ? text.Replace("dimensions: [race, language]", "dimensions: [race]", StringComparison.Ordinal) : text;
        var after = Definitions.Parsed(text);

        var change = DefinitionChange.Between(before, after);

        change.Effects.ShouldBe(expected);
        change.Problems.ShouldBeEmpty();
        change.Sentences.ShouldNotBeEmpty();
        ModelDefinitionHash.Of(after).ShouldNotBe(ModelDefinitionHash.Of(before));
        var changesPoints = (expected & (DefinitionEffects.PointsRestated | DefinitionEffects.DaysRepulled | DefinitionEffects.VersionChanged)) != DefinitionEffects.None;
        (ModelDefinitionHash.EvaluationHash(after) != ModelDefinitionHash.EvaluationHash(before)).ShouldBe(changesPoints);
    }

    [Theory]
    [InlineData(null, "Half is too few", "is new")]
    [InlineData("Half is too few", "Half is far too few", "changes")]
    [InlineData("Half is too few", null, "goes")]
    public void Between_JustificationAlone_SaysThatNothingDependsOnIt(string? old, string? changed, string what)
    {
        var sentences = DefinitionChange.Between(Justified(old), Justified(changed)).Sentences;

        sentences.ShouldBe([$"The clinical justification of rule 'Sensitivity floor' {what}. No verdict, no evidence and no figure depends on it."]);
        RuleOrigin.SaysTheSame(Justified(old).Rules[0], Justified(changed).Rules[0]).ShouldBeTrue("the rule goes on with its evidence and alerts");

        static ModelDefinition Justified(string? text)
        {
            var definition = Definitions.Parsed();
            var rule = definition.Rules[0] with { Justification = text is null ? null : new(text, new(2026, 1, 15)) };
            return definition with { Rules = [rule, .. definition.Rules.Skip(1)] };
        }
    }

    [Fact]
    public void Between_LevelOfIntervals_SaysThatNothingIsRestatedOrDecidedAnew()
    {
        var before = Definitions.Parsed();
        var after = before with { Confidence = ConfidenceLevel.Of(0.9) };

        DefinitionChange.Between(before, after).Sentences.ShouldHaveSingleItem().ShouldBe(
            "Figures are shown with 90 % intervals, not 95 %, also those of past days: an interval is computed when a figure is read, so no point is computed anew. "
            + "No verdict and no alarm depends on it; alerts keep the interval that they were opened with.");
        DefinitionChange.Between(before, after with { Threshold = 0.2 }).Effects.ShouldBe(DefinitionEffects.PointsRestated);
        ModelDefinitionHash.Of(before with { Confidence = ConfidenceLevel.Of(0.95) }).ShouldBe(ModelDefinitionHash.Of(before));
    }

    [Fact]
    public void Between_LastRuleOnACalibrationFitGoes_RestatesPointsAndOneOfTwoDoesNot()
    {
        const string Slope = "metric: calibrationSlope, band: [0.8, 1.2]";
        var one = Definitions.Parsed(Definitions.With("metric: fpr, ceiling: 0.3", Slope));
        var both = one with { Rules = [.. one.Rules, one.Rules[4] with { Key = "intercept", Metric = Metric.CalibrationIntercept, Limit = new Limit.Band(-0.2, 0.2) }] };

        DefinitionChange.Between(both, one).Effects.ShouldBe(DefinitionEffects.RulesJudgedForward);
        var gone = DefinitionChange.Between(one, Definitions.Parsed());
        gone.Effects.ShouldBe(DefinitionEffects.RulesJudgedForward | DefinitionEffects.PointsRestated);
        gone.Sentences[^1].ShouldStartWith("Calibration intercept and slope are no longer kept, since no rule is about them");
        DefinitionChange.Between(Definitions.Parsed(), one).Sentences[^1].ShouldStartWith("Calibration intercept and slope are kept for every day, since a rule is about them");
    }

    [Fact]
    public void Between_OtherLayoutOfTheSame_IsNoChange()
    {
        var after = Definitions.Parsed("# a comment\n" + Definitions.With("threshold: 0.15", "threshold: 0.150"));

        var change = DefinitionChange.Between(Definitions.Parsed(), after);

        change.Effects.ShouldBe(DefinitionEffects.None);
        change.Sentences.ShouldBeEmpty();
        ModelDefinitionHash.Of(after).ShouldBe(ModelDefinitionHash.Of(Definitions.Parsed()));
    }

    [Fact]
    public void Between_VersionWithoutEffectiveDay_IsAProblem()
    {
        var change = DefinitionChange.Between(Definitions.Parsed(), Definitions.Parsed() with { Version = "3" });

        change.Problems.ShouldHaveSingleItem().Key.ShouldBe("effective");
    }

    [Fact]
    public void Between_VersionEffectiveBeforeTheOldOne_IsAProblem()
    {
        var old = Definitions.Parsed() with { Effective = new(2026, 5, 1) };

        DefinitionChange.Between(old, old with { Version = "3" }).Problems.ShouldHaveSingleItem().Message.ShouldContain("later day");
    }

    [Fact]
    public void Between_OtherDay_SaysItInWords() =>
        DefinitionChange.Between(Definitions.Parsed(), Definitions.Parsed(Definitions.With("alertsFrom: 2026-07-01", "alertsFrom: 2026-08-01"))).Sentences
            .ShouldHaveSingleItem().ShouldBe("Alerts open for as-of days from 1\u00A0Aug\u00A02026 on.");

    [Fact]
    public void Between_OtherKey_IsAProblem() =>
        DefinitionChange.Between(Definitions.Parsed(), Definitions.Parsed() with { Key = "other" }).Problems.ShouldHaveSingleItem().Key.ShouldBe("key");

    [Fact]
    public void Between_RemovedRule_SaysSo()
    {
        var old = Definitions.Parsed();

        var change = DefinitionChange.Between(old, old with { Rules = [.. old.Rules.Skip(1)] });

        change.Effects.ShouldBe(DefinitionEffects.RulesJudgedForward);
        change.Sentences.ShouldHaveSingleItem().ShouldBe("Rule 'Sensitivity floor' goes. It is no longer judged; its alerts stay.");
    }

    [Fact]
    public void Hash_TextsThatRunTogether_Differ()
    {
        var definition = Definitions.Parsed();

        ModelDefinitionHash.Of(definition with { Purpose = "a", Owner = "bc" }).ShouldNotBe(ModelDefinitionHash.Of(definition with { Purpose = "ab", Owner = "c" }));
        ModelDefinitionHash.Of(definition).ShouldMatch("^[0-9a-f]{64}$");
    }
}
