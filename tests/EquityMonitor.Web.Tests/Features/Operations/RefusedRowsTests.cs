using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Web.Features.Operations;

namespace EquityMonitor.Web.Tests.Features.Operations;

public sealed class RefusedRowsTests
{
    [Fact]
    public void Refused_Counts_AreGroupedByReasonThenFieldAndDay()
    {
        var refused = RefusedRows.Of(90, 982,
        [
            Count(0, "ScoreMissing", "score", 2), Count(1, "ScoreMissing", "score", 3), Count(1, "ScoreMissing", "score_2", 4),
            Count(1, "Duplicate", "encounter_id", 9), Count(2, "OfAnotherVersion", "x", 0),
        ]);

        refused.Rows.ShouldBe(18);
        refused.Share.ShouldBe(0.018);
        refused.Reasons.Select(reason => (reason.Key, reason.Rows)).ShouldBe([("Duplicate", 9), ("ScoreMissing", 9), ("OfAnotherVersion", 0)]);
        var missing = refused.Reasons[1];
        missing.Words.ShouldBe("score is missing");
        missing.Fields.ShouldBe([new("score", 5, 2, Seed.Newest.AddDays(-1), Seed.Newest), new("score_2", 4, 1, Seed.Newest.AddDays(-1), Seed.Newest.AddDays(-1))]);
        missing.Days.ShouldBe([new(Seed.Newest, 2), new(Seed.Newest.AddDays(-1), 7)]);
        refused.Reasons[2].Words.ShouldBe("OfAnotherVersion");
    }

    [Fact]
    public void Refused_NothingRead_HasNoShare() => RefusedRows.Of(90, 0, []).Share.ShouldBeNull();

    private static QuarantineCount Count(int back, string reason, string field, int rows) =>
        new() { ModelId = 1, Day = Seed.Newest.AddDays(-back), Reason = reason, Field = field, Rows = rows, PulledAt = Seed.Now };
}
