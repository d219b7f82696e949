using EquityMonitor.Monitoring.Encounters;

namespace EquityMonitor.Monitoring.Tests.Encounters;

public sealed class ChunkPlanTests
{
    private static readonly DateOnly First = new(2016, 1, 1);

    [Fact]
    public void Next_SixYearsOfFewRows_AreAskedForInAboutADozenQueries()
    {
        var days = Days(2192);

        var chunks = Deal(days, _ => 39);

        chunks.SelectMany(chunk => chunk).ShouldBe(days);
        chunks.Select(chunk => chunk.Count).Take(4).ShouldBe([31, 62, 124, 186]);
        chunks.Count.ShouldBeLessThan(16);
    }

    [Fact]
    public void Next_ABusySource_IsReadAMonthAtATime() =>
        Deal(Days(365), _ => 2000).ShouldAllBe(chunk => chunk.Count <= 31);

    [Fact]
    public void Next_ABusySourceAfterYearsWithoutRows_IsReadAMonthAtATimeAgain()
    {
        var goLive = First.AddDays(1000);

        var chunks = Deal(Days(2000), day => day < goLive ? 0 : 1000);

        chunks.Where(chunk => chunk[0] >= goLive.AddDays(186)).ShouldAllBe(chunk => chunk.Count <= 31);
    }

    [Fact]
    public void Next_DaysFarApart_AreAskedForApart()
    {
        DateOnly[] days = [First, First.AddDays(7), First.AddDays(15)];

        Deal(days, _ => 1).ShouldBe([[days[0], days[1]], [days[2]]]);
    }

    private static List<IReadOnlyList<DateOnly>> Deal(IReadOnlyList<DateOnly> days, Func<DateOnly, int> rows)
    {
        var plan = new ChunkPlan(days);
        var chunks = new List<IReadOnlyList<DateOnly>>();
        while (plan.Next() is { Count: > 0 } chunk)
        {
            chunks.Add(chunk);
            plan.Brought(chunk.Sum(rows));
        }

        return chunks;
    }

    private static List<DateOnly> Days(int count) => [.. Enumerable.Range(0, count).Select(First.AddDays)];
}
