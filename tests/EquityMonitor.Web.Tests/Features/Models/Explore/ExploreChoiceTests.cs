using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Models.Explore;
using EquityMonitor.Web.Tests.Features.Models.Tabs;

namespace EquityMonitor.Web.Tests.Features.Models.Explore;

/// <summary>What an address asks for, made good.</summary>
public sealed class ExploreChoiceTests
{
    [Fact]
    public void Of_NothingAsked_IsTheFirstComparedAtTheModelsThresholdInTheDaysBehindPerformance()
    {
        var scope = TabSeed.Scope(true, pins: ["race=B", "sex=F"]);

        var choice = ExploreSeed.Choice(scope);

        choice.ShouldSatisfyAllConditions(
            () => choice.Group.ShouldBe(ExploreSeed.RaceB),
            () => choice.Threshold.ShouldBe(0.3),
            () => choice.Days.ShouldBe(ExploreSeed.Usual),
            () => choice.Notes.ShouldBeEmpty());
        ExploreSeed.Choice(scope, group: "").Group.ShouldBe(SubgroupKey.All);
    }

    [Fact]
    public void Of_FullAddress_IsExactlyThat()
    {
        var choice = ExploreSeed.Choice(TabSeed.Scope(true), "race=B & sex=F", "0.125", "2026-03-01", "2026-04-15");

        choice.Group.ShouldBe(SubgroupKey.Parse("race=B & sex=F"));
        choice.Threshold.ShouldBe(0.125);
        choice.Days.ShouldBe(new DateRange(new DateOnly(2026, 3, 1), new DateOnly(2026, 4, 15)));
        choice.Notes.ShouldBeEmpty();
        ExploreChoice.Text(choice.Threshold).ShouldBe("0.125");
    }

    [Theory]
    [InlineData("ward=1", null, null, "no group of this model")]
    [InlineData("race", null, null, "is no group")]
    [InlineData("race=A & race=B", null, null, "is no group")]
    [InlineData("a=1 & b=1 & c=1 & d=1 & e=1", null, null, "At most 4 attributes")]
    [InlineData(null, "1.5", null, "no threshold")]
    [InlineData(null, "NaN", null, "no threshold")]
    [InlineData(null, "many", null, "no threshold")]
    [InlineData(null, null, "2027-01-01", "period")]
    [InlineData(null, null, "soon", "period")]
    public void Of_WhatCannotBe_IsTheUsualWithANote(string? group, string? at, string? from, string note)
    {
        var choice = ExploreSeed.Choice(TabSeed.Scope(true), group, at, from);

        (choice.Group, choice.Threshold, choice.Days).ShouldBe((SubgroupKey.All, 0.3, ExploreSeed.Usual));
        choice.Notes.ShouldHaveSingleItem().ShouldContain(note);
    }

    [Fact]
    public void Curves_ManyCompared_AreAllPatientsTheGroupAndAsManyAsThereMayBe()
    {
        string[] pins = ["race=A", "race=B", "race=C", "sex=F", "sex=M", "race=A & sex=F", "race=B & sex=F"];
        var scope = TabSeed.Scope(true, pins: pins);

        var curves = ExploreSeed.Choice(scope, "race=C & sex=M").Curves(scope);

        curves.Select(key => key.ToString()).ShouldBe(["", "race=C & sex=M", .. pins.Take(Explorer.MostCurves - 1)]);
        ExploreSeed.Choice(scope, "race=B").Curves(scope).Select(key => key.ToString()).ShouldBe(["", "race=B", "race=A", "race=C", "sex=F", "sex=M", "race=A & sex=F"]);
    }
}
