using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Web.Components.Theme;

namespace EquityMonitor.Web.Tests.Components;

public sealed class GroupSlotsTests
{
    private static readonly string[] Races = ["race=White", "race=Black", "race=Asian", "race=Other", "race=Unknown", "race=Mixed", "race=Pacific", "race=Native"];

    [Fact]
    public void Of_ValuesOfOneDimension_DifferUpToTheNumberOfColours() =>
        Races.Take(GroupSlots.Count).Select(Slots(Races).Of).Distinct().Count().ShouldBe(GroupSlots.Count);

    [Fact]
    public void Of_ValueThatAppearsLater_LeavesTheOthersAlone()
    {
        var before = Slots(Races[..4]);
        var after = Slots(Races);

        foreach (var race in Races[..4])
            after.Of(race).ShouldBe(before.Of(race));
    }

    [Fact]
    public void Assign_TwoThatWantOneColour_TheFirstChosenKeepsIt()
    {
        var slots = Slots(Races);
        slots.Of(Races[0]).ShouldBe(slots.Of(Races[7]));

        var assigned = slots.Assign([Races[0], Races[7]]);
        var other = slots.Assign([Races[7], Races[0]]);

        assigned[Races[0]].ShouldBe(slots.Of(Races[0]));
        assigned[Races[7]].ShouldBe((slots.Of(Races[0]) + 1) % GroupSlots.Count);
        other[Races[7]].ShouldBe(slots.Of(Races[7]));
    }

    [Fact]
    public void Assign_SevenGroupsOfAnyKind_AreAllDifferent()
    {
        string[] shown = ["race=White", "sex=Female", "race=Native", "race=Black & sex=Female", "language=Spanish", "no such", "race=Asian & sex=Male"];

        Slots([.. Races, "sex=Female", "sex=Male"]).Assign(shown).Values.Distinct().Count().ShouldBe(GroupSlots.Count);
    }

    [Fact]
    public void Assign_All_HasNoColourOfAGroup() => Slots(Races).Assign([string.Empty, Races[0]]).Keys.ShouldBe([Races[0]]);

    [Fact]
    public void Showing_Groups_GivesEachAloneTheColourItHasTogether()
    {
        var slots = Slots(Races);
        string[] shown = [Races[7], Races[0]];

        var showing = slots.Showing(shown);

        shown.ToDictionary(key => key, showing.Of).ShouldBe(slots.Assign(shown));
        showing.Assign(shown).ShouldBe(slots.Assign(shown));
    }

    private static GroupSlots Slots(string[] keys) => GroupSlots.Of(keys.Select(SubgroupKey.Parse));
}
