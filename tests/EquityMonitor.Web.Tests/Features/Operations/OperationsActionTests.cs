using Bunit;
using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Web.SignIn;

namespace EquityMonitor.Web.Tests.Features.Operations;

/// <summary>What an administrator does on the page.</summary>
public sealed class OperationsActionTests : OperationsHarness
{
    public OperationsActionTests() => Fill();

    [Fact]
    public void PullNow_Twice_IsAskedOnceAndBothAreOnRecord()
    {
        var page = Open("?model=readmission");

        page.Find("[data-action=pull]").Click();
        page.WaitForAssertion(() => Plain(page.Find("[data-action=pull]").ParentElement!.ParentElement!.TextContent).ShouldContain("A run was asked for on 4 Sep 2026, 02:00."));
        page.Find("[data-action=pull]").Click();

        page.WaitForAssertion(() => page.Markup.ShouldContain("A run had already been asked for"));
        Queued.ShouldBe(1);
        Audited().ShouldBe([$"{Person}: run asked for, ", $"{Person}: run asked for, "]);
        page.Markup.ShouldContain($"run, asked for by {Person}");
    }

    [Fact]
    public void Action_SignInEndedMeanwhile_DoesNothing()
    {
        var page = Open("?model=readmission");
        Time.Advance(TimeSpan.FromHours(8));

        page.Find("[data-action=pull]").Click();

        page.WaitForAssertion(() => page.Markup.ShouldContain("Your sign-in has ended"));
        Queued.ShouldBe(0);
        Audited().ShouldBeEmpty();
    }

    [Fact]
    public void Action_RoleTakenAwayMeanwhile_DoesNothing()
    {
        var page = Open("?model=readmission");
        SignInAs("Dr Quality", Policies.Operations);

        // The button was drawn for the administrator.
        page.WaitForAssertion(() => page.FindAll("[data-action=pull]").ShouldBeEmpty());
        Queued.ShouldBe(0);
    }

    [Fact]
    public void Progress_OfTheSelectedModel_AppearsByItself()
    {
        var page = Open("?model=readmission");

        Board.Begin("readmission");
        Board.Report(new StepProgress("readmission", RunStep.Pull, 60, 120, Seed.Newest));
        Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Plain(page.Find("[data-run=readmission]").TextContent).ShouldContain("Reading encounters, 60 of 120 days"));
        page.Find("[role=progressbar]").GetAttribute("aria-valuenow").ShouldBe("17");
        Board.End("readmission", null);
        Time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => page.FindAll("[data-run=readmission]").ShouldBeEmpty());
    }

    [Fact]
    public async Task Progress_ManyReports_AreDrawnAtMostOnceASecond()
    {
        var page = Open("?model=readmission");
        Board.Begin("readmission");
        Time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForElement("[data-run=readmission]");
        var before = page.RenderCount;
        Board.Report(new StepProgress("readmission", RunStep.Pull, 1, 500, Seed.Newest));
        Time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Plain(page.Find("[data-run=readmission]").TextContent).ShouldContain("1 of 500"));
        var oneRefresh = page.RenderCount - before;

        for (var done = 2; done <= 500; done++)
            Board.Report(new StepProgress("readmission", RunStep.Pull, done, 500, Seed.Newest));
        await page.InvokeAsync(() => { });
        page.RenderCount.ShouldBeLessThanOrEqualTo(before + (2 * oneRefresh), "the first of them at once, the others a second later");
        Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Plain(page.Find("[data-run=readmission]").TextContent).ShouldContain("500 of 500"));
        page.RenderCount.ShouldBeLessThanOrEqualTo(before + (3 * oneRefresh));
    }

    [Fact]
    public async Task Cancel_Confirmed_AnswersAtOnceAndIsOnRecord()
    {
        await using var run = Begin();
        var page = Open("?model=readmission");
        page.Find("[data-action=cancel-run]").Click();
        page.Find("[data-action=confirm-cancel]").ShouldNotBeNull();
        run.Token.IsCancellationRequested.ShouldBeFalse("it is asked first");

        page.Find("[data-action=confirm-cancel]").Click();

        page.WaitForAssertion(() => page.Find("[data-cancelling]").TextContent.ShouldContain($"asked for by {Person}"));
        run.Token.IsCancellationRequested.ShouldBeTrue();
        Board.Find("readmission")!.IsRunning.ShouldBeTrue("it has not ended yet");
        page.FindAll("[data-action=cancel-run]").ShouldBeEmpty();
        Audited().ShouldBe([$"{Person}: run cancelled, the run in progress"]);

        Board.End("readmission", null);
        Time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => page.FindAll("[data-cancelling]").ShouldBeEmpty());
        page.Markup.ShouldContain("The run was cancelled under your name.");
    }

    [Fact]
    public async Task Cancel_NotConfirmed_LetsItRun()
    {
        await using var run = Begin();
        var page = Open("?model=readmission");
        page.Find("[data-action=cancel-run]").Click();
        page.FindAll(".confirm button")[1].Click();
        page.FindAll("[data-action=confirm-cancel]").ShouldBeEmpty();
        run.Token.IsCancellationRequested.ShouldBeFalse();
        Audited().ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancel_RunEndedMeanwhile_SaysThatNothingWasDone()
    {
        var run = Begin();
        var page = Open("?model=readmission");
        page.Find("[data-action=cancel-run]").Click();
        await run.DisposeAsync();

        page.Find("[data-action=confirm-cancel]").Click();

        page.WaitForAssertion(() => page.Markup.ShouldContain("Nothing was cancelled: the run had ended in the meantime."));
        Audited().ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancel_NextRunBeganMeanwhile_IsAskedAnew()
    {
        await using (Begin())
        {
        }

        var page = Open("?model=readmission");
        page.Find("[data-action=cancel-run]").Click();
        Time.Advance(TimeSpan.FromSeconds(1));
        await using var next = Begin();
        Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => page.FindAll("[data-action=confirm-cancel]").ShouldBeEmpty());
        next.Token.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task Cancel_SomebodyElseWasFaster_NamesThem()
    {
        await using var run = Begin();
        var page = Open("?model=readmission");
        page.Find("[data-action=cancel-run]").Click();
        Cancellations.Cancel("readmission", "Dr Other").ShouldBeTrue();
        Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => page.Find("[data-cancelling]").TextContent.ShouldContain("asked for by Dr Other"));
        page.FindAll("[data-action=confirm-cancel]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancel_WithRunsBehindIt_GivesThemUpToo()
    {
        await using var run = Begin();
        Gate.TryEnter("readmission", new RunOrder(new PullScope.Nightly(), RunOrder.Schedule)).ShouldBeTrue();
        Requests.PullNow("readmission", "Dr Other").ShouldBeTrue();
        var page = Open("?model=readmission");
        page.Markup.ShouldContain("After it: run, asked for by Dr Other.");
        page.Find("[data-action=cancel-run]").Click();
        page.Find(".confirm").TextContent.ShouldContain("give up what waits behind it");

        page.Find("[data-action=confirm-cancel]").Click();

        page.WaitForAssertion(() => Audited().ShouldBe([$"{Person}: run cancelled, the run in progress; a waiting run, asked for by Dr Other"]));
        Gate.Leave("readmission").ShouldBeEmpty();
    }

    [Fact]
    public void Cancel_OfAWaitingRun_GivesItUp()
    {
        Requests.PullNow("readmission", "Dr Other").ShouldBeTrue();
        var page = Open("?model=readmission");
        page.Find("[data-action=cancel-run]").Click();

        page.Find("[data-action=confirm-cancel]").Click();

        page.WaitForAssertion(() => page.Markup.ShouldContain("What waited was given up under your name."));
        Queued.ShouldBe(0);
    }

    [Fact]
    public void Backfill_Range_IsLookedAtThenAskedFor()
    {
        Store(new DateOnly(2026, 8, 2), 90, 80);
        var page = Open("?model=readmission");
        page.Find("input[name=from]").Change("2026-08-01");
        page.Find("input[name=to]").Change("2026-08-31");
        page.Find("form").Submit();
        page.WaitForAssertion(() => Plain(page.Find("[data-plan]").TextContent).ShouldContain("31 days, 1 Aug 2026 to 31 Aug 2026."));
        var plan = Plain(page.Find("[data-plan]").TextContent);
        plan.ShouldContain("1 of them is stored, with 90 rows");
        plan.ShouldContain("30 are not stored yet");
        plan.ShouldContain("1 of these days is held");
        Queued.ShouldBe(0);

        page.Find("[data-action=backfill]").Click();

        page.WaitForAssertion(() => Plain(page.Markup).ShouldContain("1 Aug 2026 to 31 Aug 2026 will be read again"));
        Queued.ShouldBe(1);
        Audited().ShouldBe([$"{Person}: backfill asked for, 2026-08-01 to 2026-08-31"]);
        Plain(page.Markup).ShouldContain($"backfill of 1 Aug 2026 to 31 Aug 2026, asked for by {Person}");
    }

    [Theory]
    [InlineData("", "2026-08-31", "Choose the first and the last day.")]
    [InlineData("2026-08-31", "2026-08-01", "lies after the last")]
    [InlineData("2026-08-31", "2026-09-04", "at the latest")]
    public void Backfill_ImpossibleRange_SaysWhyAndKeepsWhatWasTyped(string from, string to, string expected)
    {
        var page = Open("?model=readmission");
        page.Find("input[name=from]").Change(from);
        page.Find("input[name=to]").Change(to);

        page.Find("form").Submit();

        page.WaitForAssertion(() => page.Find("#backfill-problem").TextContent.ShouldContain(expected));
        page.Find("input[name=to]").GetAttribute("value").ShouldBe(to);
        page.Find("input[name=to]").GetAttribute("aria-invalid").ShouldBe("true");
        page.FindAll("[data-plan]").ShouldBeEmpty();
    }

    [Fact]
    public void Backfill_TypedAgainAfterTheLook_MustBeLookedAtAgain()
    {
        var page = Open("?model=readmission");
        page.Find("input[name=from]").Change("2026-08-01");
        page.Find("input[name=to]").Change("2026-08-31");
        page.Find("form").Submit();
        page.WaitForElement("[data-plan]");

        page.Find("input[name=to]").Change("2026-08-30");

        page.FindAll("[data-plan]").ShouldBeEmpty();
    }

    [Fact]
    public void Backfill_SameRangeWaits_SaysSo()
    {
        Requests.Backfill("readmission", new(new DateOnly(2026, 8, 1), new DateOnly(2026, 8, 31)), "Dr Other").ShouldBeTrue();
        var page = Open("?model=readmission");
        page.Find("input[name=from]").Change("2026-08-01");
        page.Find("input[name=to]").Change("2026-08-31");
        page.Find("form").Submit();
        page.WaitForElement("[data-action=backfill]").Click();
        page.WaitForAssertion(() => page.Markup.ShouldContain("A request for these days waits already."));
        Queued.ShouldBe(1);
    }

    [Fact]
    public void CheckSource_LoginThatCanWrite_ShowsColumnsAndTheWarning()
    {
        Check = (definition, day, _) => Task.FromResult(new SourceCheck([definition.Encounter, day.ToString("O", null)], ["The login may write."]));
        var page = Open("?model=readmission");

        page.Find("[data-action=check]").Click();

        page.WaitForAssertion(() => page.Find("[data-check=done]").TextContent.ShouldContain("The login may write."));
        page.FindAll("[data-check=done] li").Select(item => item.TextContent).ShouldBe(["encounter_id", "2026-09-04"]);
    }

    [Fact]
    public void CheckSource_TakingLong_CanBeStopped()
    {
        Check = async (_, _, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new SourceCheck([], []);
        };
        var page = Open("?model=readmission");
        page.Find("[data-action=check]").Click();

        page.WaitForElement("[data-action=stop-check]").Click();

        page.WaitForAssertion(() => page.Find("[data-check=failed]").TextContent.ShouldContain("was stopped before the source had answered"));
    }

    [Theory]
    [InlineData(true, "The column 'x' is missing.", "Password")]
    [InlineData(false, "reference", "Password")]
    public void CheckSource_Fails_ShowsOnlyWhatIsSafe(bool declared, string expected, string never)
    {
        Check = (_, _, _) => throw (declared ? new SourceException("The column 'x' is missing.") : new InvalidOperationException("Password=secret"));
        var page = Open("?model=readmission");

        page.Find("[data-action=check]").Click();

        page.WaitForAssertion(() => page.Find("[data-check=failed]").TextContent.ShouldContain(expected));
        page.Markup.ShouldNotContain(never);
    }

    [Fact]
    public void HeldDay_Accepted_IsAskedFirstAndKeptUnderTheName()
    {
        Hold();
        var page = Open("?model=readmission");
        page.Find("[data-day]").TextContent.ShouldContain("The day lost more than a fifth of its rows.");

        page.Find("[data-day] button").Click();
        using (var context = Database())
            context.PendingDays.Count().ShouldBe(1);
        page.WaitForElement("[data-action=confirm]").Click();

        page.WaitForAssertion(() => page.Markup.ShouldContain("Accepted under your name."));
        page.FindAll("[data-day]").ShouldBeEmpty();
        using var after = Database();
        after.EncounterDays.Single().Rows.ShouldBe(70);
        var entry = after.AuditEntries.Single();
        (entry.Who, entry.What, entry.Subject).ShouldBe((Person, "held day accepted", "readmission"));
        Queued.ShouldBe(1);
    }

    [Fact]
    public void HeldDay_NoLongerHeld_SaysThatNothingWasChanged()
    {
        Hold();
        var page = Open("?model=readmission");
        page.Find("[data-day] button").Click();
        using (var context = Database())
        {
            context.PendingDays.RemoveRange(context.PendingDays);
            context.SaveChanges();
        }

        page.WaitForElement("[data-action=confirm]").Click();

        page.WaitForAssertion(() => page.Markup.ShouldContain("Nothing was changed: the day is no longer held"));
        Queued.ShouldBe(0);
    }

    [Fact]
    public void HeldDay_SignInEndedMeanwhile_StaysHeld()
    {
        Hold();
        var page = Open("?model=readmission");
        page.Find("[data-day] button").Click();
        Time.Advance(TimeSpan.FromHours(8));

        page.WaitForElement("[data-action=confirm]").Click();

        page.WaitForAssertion(() => page.Markup.ShouldContain("Your sign-in has ended"));
        using var context = Database();
        context.PendingDays.Count().ShouldBe(1);
        context.AuditEntries.ShouldBeEmpty();
    }

    private Web.Jobs.CancellableRun Begin()
    {
        var run = Cancellations.Begin("readmission", CancellationToken.None);
        Board.Begin("readmission");
        Board.Report(new StepProgress("readmission", RunStep.Pull, 60, 120, Seed.Newest));
        return run;
    }
}
