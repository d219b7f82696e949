using EquityMonitor.Monitoring;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Operations;

namespace EquityMonitor.Web.Tests.Features.Operations;

public sealed class RunHistoryWordsTests
{
    [Theory]
    [InlineData(0.4, "under 1 s")]
    [InlineData(45, "45 s")]
    [InlineData(120, "2 min")]
    [InlineData(125.9, "2 min 5 s")]
    [InlineData(3_780, "1 h 3 min")]
    [InlineData(86_400, "1 day")]
    [InlineData(187_200, "2 days 4 h")]
    public void Duration_Seconds_AreSaidAsPeopleSayThem(double seconds, string expected) => Plain(Durations.Of(TimeSpan.FromSeconds(seconds))).ShouldBe(expected);

    [Fact]
    public void Kind_SaysWhatWasAskedFor()
    {
        RunHistoryWords.Kind(Run(RunOutcome.Succeeded)).ShouldBe("Nightly run");
        RunHistoryWords.Kind(Run(RunOutcome.Succeeded, askedBy: "Dr Reyes")).ShouldBe("Run");
        RunHistoryWords.By("Dr Reyes").ShouldBe("by Dr Reyes");
        RunHistoryWords.Kind(Run(RunOutcome.Succeeded, askedBy: RunOrder.Start)).ShouldBe("Run after the program started");
        RunHistoryWords.By(RunOrder.Start).ShouldBe("by EquityMonitor");
        RunHistoryWords.Kind(Run(RunOutcome.Succeeded, askedBy: RunOrder.Definition("Dr Reyes"))).ShouldBe("Run for a new definition");
        RunHistoryWords.By(RunOrder.Definition("Dr Reyes")).ShouldBe("by Dr Reyes");
        RunHistoryWords.By(RunOrder.Definition("definition folder")).ShouldBe("by the definition folder");
        RunHistoryWords.By(RunOrder.CommandLine).ShouldBe("from the command line");
        Plain(RunHistoryWords.Kind(Run(RunOutcome.Succeeded, RunKind.Backfill))).ShouldBe("Backfill of 3 Aug 2026 to 3 Sep 2026");
        RunHistoryWords.Kind(Run(RunOutcome.Succeeded, RunKind.Weekly)).ShouldBe("Weekly run");
    }

    [Fact]
    public void Did_CountsOnlyWhatThereIs()
    {
        var run = Run(RunOutcome.Succeeded);
        RunHistoryWords.Did(run).ShouldBe("Nothing was new.");
        (run.DaysRead, run.Rows, run.RefusedRows, run.DaysEvaluated, run.AlertsOpened) = (30, 6000, 12, 31, 1);
        Plain(RunHistoryWords.Did(run)).ShouldBe("Read 30 days, 6,000 rows (12 refused); computed 31 days anew; opened 1 alert.");
        RunHistoryWords.Did(Run(RunOutcome.Failed)).ShouldBeEmpty();
        run.Outcome = RunOutcome.Running;
        RunHistoryWords.Did(run).ShouldBeEmpty();
    }

    [Fact]
    public void Outcomes_EachHaveAWordAndAShapeOfTheirOwn()
    {
        var outcomes = Enum.GetValues<RunOutcome>();
        outcomes.Select(outcome => RunHistoryWords.Outcome(Run(outcome))).Distinct().Count().ShouldBe(outcomes.Length);
        outcomes.Select(RunHistoryWords.Symbol).Distinct().Count().ShouldBe(outcomes.Length);
    }

    private static RunRecord Run(RunOutcome outcome, RunKind kind = RunKind.Nightly, string askedBy = RunOrder.Schedule) => new()
    {
        ModelId = 1,
        Kind = kind,
        From = kind == RunKind.Backfill ? Seed.Newest.AddDays(-31) : null,
        To = kind == RunKind.Backfill ? Seed.Newest : null,
        AskedBy = askedBy,
        StartedAt = Seed.Now,
        Outcome = outcome,
        CancelledBy = outcome == RunOutcome.Cancelled ? "Dr Reyes" : null,
    };

    private static string Plain(string text) => text.Replace(Formats.Space, " ", StringComparison.Ordinal);
}
