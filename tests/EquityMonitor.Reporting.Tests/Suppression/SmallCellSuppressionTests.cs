using CsCheck;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Reporting.Suppression;

namespace EquityMonitor.Reporting.Tests.Suppression;

public sealed class SmallCellSuppressionTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void Primary_ByPatients_IsOneToTen(long patients, bool suppressed)
    {
        var left = Decide(Cell("", 5000), Cell("race=A", patients, 0, 0, 0, 0), Cell("race=B", 900), Cell("race=C", 2000));

        left.ContainsKey(Key("race=A")).ShouldBe(suppressed);
    }

    [Fact]
    public void Primary_ByAnyOfTheFourCounts_IsSuppressed()
    {
        var left = Decide(
            Cell("", 5000),
            Cell("race=A", 500, 3, 100, 100, 100),
            Cell("race=B", 500, 100, 3, 100, 100),
            Cell("race=C", 500, 100, 100, 3, 100),
            Cell("race=D", 500, 100, 100, 100, 3),
            Cell("race=E", 500, 100, 100, 0, 100));

        left.Keys.Select(key => key.ToString()).Order(StringComparer.Ordinal).ShouldBe(["race=A", "race=B", "race=C", "race=D"]);
        left[Key("race=A")].ShouldBe("1 to 10 patients, or 1 to 10 in one of its counts");
    }

    [Fact]
    public void Complementary_ForOneSuppressedValue_TakesTheNextSmallest()
    {
        var left = Decide(Cell("", 5000), Cell("race=A", 8), Cell("race=B", 900), Cell("race=C", 700), Cell("race=D", 3000));

        left.Keys.ShouldBe([Key("race=A"), Key("race=C")], ignoreOrder: true);
        left[Key("race=C")].ShouldBe("so that a small group of race cannot be worked out");
    }

    [Fact]
    public void Unreleased_LargeRestOfALine_LeavesTheShownOnesAlone()
    {
        var left = Decide(
            Cell("", 5000), Cell("race=A", 2000), Cell("race=B", 3000), Cell("sex=F", 2500), Cell("sex=M", 2500),
            Cell("race=A & sex=F", 5), Hidden("race=A & sex=M", 1995), Hidden("race=B & sex=F", 2495), Hidden("race=B & sex=M", 505));

        left.Keys.ShouldBe([Key("race=A & sex=F")]);
    }

    [Fact]
    public void Unreleased_SmallOneThatTheShownWouldGiveAway_TakesAShownOne()
    {
        var left = Decide(
            Cell("", 5000), Cell("race=A", 2000), Cell("race=B", 3000), Cell("sex=F", 2500), Cell("sex=M", 2500),
            Cell("race=A & sex=F", 1995), Hidden("race=A & sex=M", 5), Hidden("race=B & sex=F", 505), Hidden("race=B & sex=M", 2495));

        left.Keys.ShouldBe([Key("race=A & sex=F")]);
        left[Key("race=A & sex=F")].ShouldBe("so that a small group of sex cannot be worked out");
    }

    [Fact]
    public void Unreleased_Cells_AreNeverInTheAnswer()
    {
        var left = Decide(Cell("", 7), Cell("race=A", 3), Hidden("race=B", 4));

        left.Keys.ShouldBe([Key(""), Key("race=A")], ignoreOrder: true);
    }

    [Fact]
    public void Complementary_WithEqualSizes_GoesByName()
    {
        var left = Decide(Cell("", 5000), Cell("race=A", 8), Cell("race=C", 900), Cell("race=B", 900), Cell("race=D", 3000));

        left.Keys.ShouldBe([Key("race=A"), Key("race=B")], ignoreOrder: true);
    }

    [Fact]
    public void Complementary_WithASmallSuppressedTotal_TakesAnother()
    {
        var left = Decide(Cell("", 5000), Cell("race=A", 4, 0, 0, 0, 0), Cell("race=B", 5, 0, 0, 0, 0), Cell("race=C", 900), Cell("race=D", 3000));

        left.Keys.ShouldBe([Key("race=A"), Key("race=B"), Key("race=C")], ignoreOrder: true);
        left[Key("race=C")].ShouldBe("so that the suppressed values of race do not add up to a small group");
    }

    [Fact]
    public void Complementary_InOneDimension_LeavesOtherDimensionsAlone()
    {
        var left = Decide(Cell("", 5000), Cell("race=A", 8), Cell("race=B", 900), Cell("race=C", 4000), Cell("sex=F", 2500), Cell("sex=M", 2500));

        left.Keys.ShouldAllBe(key => key.Parts[0].Key == "race");
    }

    [Fact]
    public void PairTable_WithOneSmallCell_ProtectsItsRowItsColumnAndTheOppositeCorner()
    {
        var left = Decide(
            Cell("", 5000), Cell("race=A", 1000), Cell("race=B", 1500), Cell("race=C", 2500), Cell("sex=F", 2400), Cell("sex=M", 2600),
            Cell("race=A & sex=F", 7), Cell("race=A & sex=M", 993),
            Cell("race=B & sex=F", 700), Cell("race=B & sex=M", 800),
            Cell("race=C & sex=F", 1593), Cell("race=C & sex=M", 907));

        left.Keys.Select(key => key.ToString()).Order(StringComparer.Ordinal)
            .ShouldBe(["race=A & sex=F", "race=A & sex=M", "race=B & sex=F", "race=B & sex=M"]);
    }

    [Fact]
    public void PairTable_OfASuppressedValue_DoesNotAddUpToIt()
    {
        var left = Decide(
            Cell("", 5000), Cell("race=A", 8, 0, 0, 0, 8), Cell("race=B", 900), Cell("race=C", 4092),
            Cell("sex=F", 2500), Cell("sex=M", 2500),
            Cell("race=A & sex=F", 8, 0, 0, 0, 8),
            Cell("race=B & sex=F", 400), Cell("race=B & sex=M", 500),
            Cell("race=C & sex=F", 2092), Cell("race=C & sex=M", 2000));

        left.Keys.ShouldContain(Key("race=B"));
        left.Keys.ShouldContain(Key("race=B & sex=F"));
        left.Keys.ShouldContain(Key("race=B & sex=M"));
    }

    [Fact]
    public void WholeFile_WithASmallCount_SuppressesEverything()
    {
        var left = Decide(Cell("", 5000, 4, 100, 100, 100), Cell("race=A", 2500, 0, 50, 50, 50), Cell("race=B", 2500, 4, 50, 50, 50));

        left.Count.ShouldBe(3);
        left[Key("race=A")].ShouldStartWith("the whole file has");
    }

    [Fact]
    public void Smallest_ConfiguredHigher_ProtectsMore()
    {
        SmallCell[] cells = [Cell("", 5000), Cell("race=A", 15), Cell("race=B", 900), Cell("race=C", 4085)];

        new SmallCellSuppression().Decide(cells).ShouldBeEmpty();
        using (SmallCount.During(20))
        {
            var left = new SmallCellSuppression().Decide(cells);
            left.Count.ShouldBe(2);
            left[Key("race=A")].ShouldBe("1 to 20 patients, or 1 to 20 in one of its counts");
        }

        new SmallCellSuppression().Decide(cells).ShouldBeEmpty();
    }

    [Fact]
    public void AnyPairTable_AfterSuppression_GivesNoSmallCountAwayAlongALine()
    {
        var counts = Gen.Int[0, 60].Array[12];
        counts.Sample(
            patients =>
            {
                var cells = Table(patients, races: 4);
                var left = new SmallCellSuppression().Decide(cells);
                foreach (var line in Lines(cells))
                {
                    var hidden = line.Members.Where(cell => left.ContainsKey(cell.Key)).ToArray();
                    var sum = hidden.Sum(cell => cell.Patients);
                    if (left.ContainsKey(line.Total.Key))
                        (hidden.Length > 0).ShouldBeTrue("a suppressed total can be added up");
                    else
                        (hidden.Length != 1 && sum is not (> 0 and <= 10)).ShouldBeTrue("a suppressed cell can be computed from its line");
                }
            },
            iter: 2000,
            seed: "0000KOIKOMR2",
            threads: 1);
    }

    private static SmallCell[] Table(int[] patients, int races)
    {
        var pairs = patients.Select((count, i) => (Race: $"r{i % races}", Sex: $"s{i / races}", Count: (long)count)).Where(pair => pair.Count > 0).ToArray();
        return
        [
            Plain(SubgroupKey.All, pairs.Sum(pair => pair.Count)),
            .. pairs.GroupBy(pair => pair.Race).Select(group => Plain(SubgroupKey.Of("race", group.Key), group.Sum(pair => pair.Count))),
            .. pairs.GroupBy(pair => pair.Sex).Select(group => Plain(SubgroupKey.Of("sex", group.Key), group.Sum(pair => pair.Count))),
            .. pairs.Select(pair => Plain(SubgroupKey.Of([new("race", pair.Race), new("sex", pair.Sex)]), pair.Count)),
        ];
    }

    private static IEnumerable<(SmallCell Total, SmallCell[] Members)> Lines(SmallCell[] cells) => cells
        .SelectMany(total => new[] { "race", "sex" }
            .Where(dimension => total.Key.Parts.All(part => part.Key != dimension))
            .Select(dimension => (total, cells
                .Where(cell => cell.Key.Order == total.Key.Order + 1
                    && cell.Key.Parts.Any(part => part.Key == dimension)
                    && SubgroupKey.Of(cell.Key.Parts.Where(part => part.Key != dimension)).Equals(total.Key))
                .ToArray())))
        .Where(line => line.Item2.Length > 0);

    private static SmallCell Plain(SubgroupKey key, long patients) => new(key, patients, 0, 0, 0, patients);

    private static IReadOnlyDictionary<SubgroupKey, string> Decide(params SmallCell[] cells) => new SmallCellSuppression().Decide(cells);

    private static SmallCell Cell(string key, long patients) => Cell(key, patients, 0, 0, 0, patients);

    private static SmallCell Cell(string key, long patients, long tp, long fp, long fn, long tn) => new(Key(key), patients, tp, fp, fn, tn);

    private static SmallCell Hidden(string key, long patients) => Cell(key, patients) with { Released = false };

    private static SubgroupKey Key(string text) => SubgroupKey.Parse(text);
}
