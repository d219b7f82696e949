using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Overview;
using Microsoft.AspNetCore.WebUtilities;

namespace EquityMonitor.Web.Tests.Features.Models;

public sealed class ModelChoiceTests
{
    private static readonly ModelDefinition Definition = ModelDefinitionYaml.Parse(ExampleDefinition.Yaml, "example.yaml", DefinitionUse.Monitoring).Definition!;

    private readonly List<string> _notes = [];

    [Fact]
    public void Of_NothingAsked_IsTheFirstRuleOverHalfAYear()
    {
        var choice = Of(new ModelQuery("readmission"));

        choice.Metric.ShouldBe(Metric.Sensitivity);
        choice.Dimension.Column.ShouldBe("race");
        (choice.Window, choice.Range, choice.AsOf).ShouldBe((90, 180, null));
        choice.Pins.ShouldBeEmpty();
        _notes.ShouldBeEmpty();
    }

    [Fact]
    public void Of_EverythingAsked_IsThat()
    {
        var choice = Of(new ModelQuery("readmission") { Metric = "auroc", Dimension = "age", Window = "28", Range = "730", AsOf = "2026-08-01", Pins = ["race=Black", "age=80 and over & race=White"] });

        choice.Metric.ShouldBe(Metric.Auroc);
        choice.Dimension.Column.ShouldBe("age");
        (choice.Window, choice.Range, choice.AsOf).ShouldBe((28, 730, new DateOnly(2026, 8, 1)));
        choice.Pins.Select(pin => pin.ToString()).ShouldBe(["race=Black", "age=80 and over & race=White"]);
        _notes.ShouldBeEmpty();
    }

    [Fact]
    public void Of_WhatDoesNotExist_IsTheUsualWithANoteForEach()
    {
        var choice = Of(new ModelQuery("readmission") { Metric = "luck", Dimension = "shoe size", Window = "7", Range = "13", AsOf = "yesterday", Pins = ["nonsense"] });

        choice.ShouldBe(Of(new ModelQuery("readmission") { Metric = "sensitivity" }));
        _notes.Count.ShouldBe(6);
    }

    [Fact]
    public void Of_EightPins_KeepsSevenAndSaysSo()
    {
        var choice = Of(new ModelQuery("readmission") { Pins = [.. Enumerable.Range(0, 8).Select(number => $"race=R{number}")] });

        choice.Pins.Count.ShouldBe(ModelChoice.MostPins);
        _notes.ShouldHaveSingleItem().ShouldContain("At most 7");
    }

    [Fact]
    public void Toggle_Group_IsAddedTakenAwayAndNeverTheEighth()
    {
        var choice = Of(new ModelQuery("readmission"));
        var black = SubgroupKey.Of("race", "Black");

        var added = choice.Toggle(black);
        added.Pins.ShouldBe([black]);
        added.Toggle(black).Pins.ShouldBeEmpty();
        choice.Toggle(SubgroupKey.All).Pins.ShouldBeEmpty();
        var full = Enumerable.Range(0, 9).Aggregate(choice, (current, number) => current.Toggle(SubgroupKey.Of("race", $"R{number}")));
        full.Pins.Count.ShouldBe(ModelChoice.MostPins);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2026-08-01")]
    public void Address_OfAnyChoice_RestoresExactlyThatChoice(string? asOf)
    {
        var choice = Of(new ModelQuery("readmission")
        {
            Metric = "ppv",
            Dimension = "language",
            Window = "28",
            Range = "90",
            AsOf = asOf,
            Pins = ["language=Spanish", "age=80 and over & language=Spanish", @"race=R\&D \= 5 + 1"],
        });

        var address = choice.Address("readmission");
        var query = QueryHelpers.ParseQuery(new Uri(new Uri("http://localhost"), address).Query);

        address.ShouldStartWith("/models/readmission?");
        Of(new ModelQuery("readmission")
        {
            Metric = query["metric"],
            Dimension = query["dimension"],
            Window = query["window"],
            Range = query["range"],
            AsOf = query.TryGetValue("asOf", out var day) ? day.ToString() : null,
            Pins = [.. query["pin"].OfType<string>()],
        }).ShouldBe(choice);
        _notes.ShouldBeEmpty();
    }

    [Fact]
    public void MetricsOf_PointsScore_LeavesOutWhatNeedsAProbability()
    {
        var points = Definition with { Score = Definition.Score with { Kind = ScoreKind.Points } };

        ModelChoice.MetricsOf(points).ShouldNotContain(Metric.Brier);
        ModelChoice.MetricsOf(Definition).ShouldBe(Metric.All.Where(metric => metric != Metric.OverrideRate), "nobody records responses to its flags");
        ModelChoice.MetricsOf(Definition with { Rules = [.. Definition.Rules, Slope] }).TakeLast(2).ShouldBe(Metric.OnRequest);
        ModelChoice.MetricsOf(Definition with { Response = new("response", ["accepted"], ["overridden"]) }).ShouldBe(Metric.All);
    }

    [Fact]
    public void Of_CalibrationFitThatNoRuleAsksFor_IsTheUsualMetricAndSaysWhy()
    {
        var asked = new ModelQuery("readmission") { Metric = "calibrationSlope" };

        Of(asked).Metric.ShouldBe(Metric.Sensitivity);
        _notes.ShouldHaveSingleItem().ShouldStartWith("Calibration slope is not stored for this model: no rule asks for it.");
        _notes.Clear();
        ModelChoice.Of(asked, Definition with { Rules = [.. Definition.Rules, Slope] }, null, _notes).Metric.ShouldBe(Metric.CalibrationSlope);
        _notes.ShouldBeEmpty();
    }

    private static readonly RuleDefinition Slope = new()
    {
        Key = "slope",
        Name = "Slope",
        Metric = Metric.CalibrationSlope,
        Limit = new Limit.Band(0.8, 1.25),
        Better = BetterDirection.Target,
        Window = 90,
    };

    private ModelChoice Of(ModelQuery query) => ModelChoice.Of(query, Definition, null, _notes);
}
