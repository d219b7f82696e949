using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Tests.Registry;

namespace EquityMonitor.Monitoring.Tests.Rules;

public sealed class RuleOriginTests
{
    private static readonly DateTime First = new(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Origin_RuleThatWasNeverChanged_IsThatOfTheFirstImport()
    {
        var origin = RuleOrigin.Of([Revision(1, "0.55", "Dr First"), Revision(2, "0.55", "Dr Second")], "sens-floor", 2).ShouldNotBeNull();

        (origin.Revision, origin.By, origin.At).ShouldBe((1, "Dr First", First.AddDays(1)));
    }

    [Fact]
    public void Origin_LimitThatWasMovedTwice_IsThatOfTheRunThatTheRevisionBelongsTo()
    {
        DefinitionRevision[] revisions = [Revision(1, "0.55", "Dr First"), Revision(2, "0.60", "Dr Second"), Revision(3, "0.60", "Dr Third"), Revision(4, "0.55", "Dr Fourth")];

        RuleOrigin.Of(revisions, "sens-floor", 3)!.By.ShouldBe("Dr Second");
        RuleOrigin.Of(revisions, "sens-floor", 1)!.By.ShouldBe("Dr First");
        RuleOrigin.Of(revisions, "sens-floor", 4)!.By.ShouldBe("Dr Fourth");
    }

    [Fact]
    public void Origin_RevisionThatIsNotKeptOrRuleThatItHasNot_IsNotKnown()
    {
        RuleOrigin.Of([Revision(1, "0.55", "Dr First")], "sens-floor", 2).ShouldBeNull();
        RuleOrigin.Of([Revision(1, "0.55", "Dr First")], "another", 1).ShouldBeNull();
        RuleOrigin.Of([], "sens-floor", 1).ShouldBeNull();
    }

    [Fact]
    public void Origin_RevisionThatCannotBeReadAnyMore_IsNotKnown()
    {
        var unreadable = Revision(1, "0.55", "Dr First");
        unreadable.Yaml = "key: [";

        RuleOrigin.Of([unreadable], "sens-floor", 1).ShouldBeNull();
        RuleOrigin.Of([unreadable, Revision(2, "0.55", "Dr Second")], "sens-floor", 2)!.By.ShouldBe("Dr Second");
    }

    [Fact]
    public void SaysTheSame_OtherLimit_IsFalse()
    {
        var one = RuleOrigin.Of([Revision(1, "0.55", "Dr First")], "sens-floor", 1)!.Rule;
        var other = RuleOrigin.Of([Revision(1, "0.60", "Dr First")], "sens-floor", 1)!.Rule;

        RuleOrigin.SaysTheSame(one, one).ShouldBeTrue();
        RuleOrigin.SaysTheSame(one, other).ShouldBeFalse();
    }

    private static DefinitionRevision Revision(int number, string floor, string who)
    {
        var yaml = Definitions.With("floor: 0.55", $"floor: {floor}");
        return new DefinitionRevision { ModelId = 1, Revision = number, Yaml = yaml, Hash = $"h{floor}", AppliedAt = First.AddDays(number), AppliedBy = who, Effect = "" };
    }
}
