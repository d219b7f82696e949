using Bunit;
using EquityMonitor.Monitoring;
using EquityMonitor.Web.Features.Operations;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace EquityMonitor.Web.Tests.Features.Operations;

public sealed class OperationsPageTests : OperationsHarness
{
    [Fact]
    public async Task Page_WhileReading_IsLoading()
    {
        var answer = new TaskCompletionSource<OperationsView>();
        var reader = Substitute.For<IOperationsReader>();
        reader.ReadAsync(null, Arg.Any<CancellationToken>()).Returns(answer.Task);
        Services.AddSingleton(reader);
        var page = Render<OperationsPage>();
        page.Find("[data-state=Loading]").ShouldNotBeNull();

        await page.InvokeAsync(() => answer.SetResult(new([], null, [])));

        page.WaitForAssertion(() => page.FindAll("[data-state=Loading]").ShouldBeEmpty());
        page.Find("[data-state=Empty]").TextContent.ShouldContain("as soon as its definition is registered");
    }

    [Fact]
    public void Page_ReadFails_GivesAReferenceAndRetries()
    {
        var reader = Substitute.For<IOperationsReader>();
        reader.ReadAsync(null, Arg.Any<CancellationToken>()).Returns(
            _ => Task.FromException<OperationsView>(new InvalidOperationException("database is locked")), _ => Task.FromResult(new OperationsView([], null, [])));
        Services.AddSingleton(reader);
        var page = Render<OperationsPage>();
        page.WaitForAssertion(() => page.Find("[role=alert] code").TextContent.Length.ShouldBe(8));
        page.Markup.ShouldNotContain("database is locked");

        page.Find("[role=alert] button").Click();

        page.WaitForAssertion(() => page.FindAll("[role=alert]").ShouldBeEmpty());
    }

    [Fact]
    public void Page_NoModel_SaysSo() => Open().Find("h1").TextContent.ShouldBe("No model is registered yet, so there is nothing to run.");

    [Theory]
    [InlineData(true, "scheduled, by the real clock")]
    [InlineData(false, "4 Sep 2026, 02:10")]
    public void Table_NextRun_NamesNoMomentOfAnotherClock(bool isSimulatedDay, string expected)
    {
        var status = new ModelStatus
        {
            Id = 1,
            Key = "a",
            Name = "A",
            Definition = null,
            Yesterday = Seed.Newest,
            Next = new NextRun(new DateTime(2026, 9, 4, 2, 10, 0, DateTimeKind.Utc), null, null),
            IsSimulatedDay = isSimulatedDay,
        };

        var table = Render<StatusTable>(parameters => parameters.Add(shown => shown.Models, [status]).Add(shown => shown.KeptDays, 90)
            .Add(shown => shown.HrefOf, _ => "/operations").Add(shown => shown.RunOf, _ => null));

        Plain(table.Find("td[data-label='Next run']").TextContent).ShouldBe(expected);
    }

    [Theory]
    [InlineData(RunOutcome.Failed, "3 Sep 2026, 12:52, since the last one failed")]
    [InlineData(RunOutcome.Succeeded, "4 Sep 2026, 02:10")]
    public void Table_RetryToCome_IsNextUntilALaterRunSucceeded(RunOutcome last, string expected)
    {
        var status = new ModelStatus
        {
            Id = 1,
            Key = "a",
            Name = "A",
            Definition = null,
            Yesterday = Seed.Newest,
            Next = new NextRun(new DateTime(2026, 9, 4, 2, 10, 0, DateTimeKind.Utc), null, new DateTime(2026, 9, 3, 12, 52, 0, DateTimeKind.Utc)),
            WaitingDays = 242,
            LastRun = new RunRecord { ModelId = 1, Kind = RunKind.Nightly, AskedBy = RunOrder.Schedule, StartedAt = Seed.Now, Outcome = last },
        };

        var table = Render<StatusTable>(parameters => parameters.Add(shown => shown.Models, [status]).Add(shown => shown.KeptDays, 90)
            .Add(shown => shown.HrefOf, _ => "/operations").Add(shown => shown.RunOf, _ => null));

        Plain(table.Find("td[data-label='Next run']").TextContent).ShouldBe(expected);
        Plain(table.Find("td[data-label='Rows read'] [data-waiting]").TextContent).ShouldBe("242 days still to be read");
        table.Find("td[data-label='Held days']").TextContent.Trim().ShouldBe("0");
    }

    [Fact]
    public void Page_HeldDay_LeadsWithTheDecisionAndSelectsTheModel()
    {
        Fill();
        var page = Open();

        Plain(page.Find("h1").TextContent).ShouldBe("1 day of 30-day readmission risk is held and waits for a decision.");
        page.Find("[data-selected]").GetAttribute("data-selected").ShouldBe("readmission");
        page.Find("[data-model=readmission] td[data-label='Held days']").TextContent.Trim().ShouldBe("1");
        Plain(page.Find("[data-model=readmission] td[data-label='Last good pull']").TextContent).ShouldContain("3 Sep 2026, 21:00");
        page.Find("[data-model=readmission] td[data-label='Next run']").TextContent.ShouldBe("not scheduled");
    }

    [Fact]
    public void Page_UnknownKeyInTheAddress_SaysSo()
    {
        Fill();
        var page = Open("?model=nope");
        page.Find("[role=status]").TextContent.ShouldStartWith("There is no model with the key nope.");
        page.FindAll("[data-selected]").ShouldBeEmpty();
    }

    [Fact]
    public void Page_UnreadableDefinition_StillShowsWhatIsStored()
    {
        Fill();
        using (var context = Database())
        {
            var model = context.Models.Single();
            (model.DefinitionYaml, model.DefinitionHash) = ("key: [", "h2");
            context.SaveChanges();
        }

        var page = Open("?model=readmission");

        page.Find("h1").TextContent.ShouldContain("the definition of 30-day readmission risk cannot be read");
        page.Find("[data-action=check]").HasAttribute("disabled").ShouldBeTrue();
        page.Find("[data-day]").ShouldNotBeNull();
    }

    [Fact]
    public void Page_Quality_ReadsButActsNowhere()
    {
        SignInAs("Dr Quality", Policies.Operations);
        Fill();
        Hold();
        using (var context = Database())
        {
            context.Runs.Add(new RunRecord { ModelId = 1, Kind = RunKind.Nightly, AskedBy = RunOrder.Schedule, StartedAt = Seed.Now, Outcome = RunOutcome.Failed, Message = "The source is away.", Reference = "a1b2c3d4" });
            context.SaveChanges();
        }

        Board.Begin("readmission");
        var page = Open("?model=readmission");

        page.FindAll("main button, [data-action], form").ShouldBeEmpty();
        page.FindAll("button").ShouldBeEmpty();
        page.FindAll("a[href='/jobs']").ShouldBeEmpty();
        page.Find("[data-day]").TextContent.ShouldContain("lost more than a fifth");
        page.Find("[data-run-record=Failed]").TextContent.ShouldContain("a1b2c3d4");
        page.Markup.ShouldContain("An administrator can start and cancel runs here.");
    }

    [Fact]
    public void Page_Administrator_IsLedToTheJobsDashboard() => Open().Find("a[href='/jobs']").TextContent.ShouldBe("jobs dashboard");

    [Fact]
    public async Task Page_FileOfTheFolderDiffersOrIsRefused_SaysSoWithTheReason()
    {
        await Registry.ApplyAsync(ExampleDefinition.Yaml.Replace("floor: 0.55", "floor: 0.60", StringComparison.Ordinal), "edited", "Dr Reyes", CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(FolderPath, "old.yaml"), ExampleDefinition.Yaml);
        await File.WriteAllTextAsync(Path.Combine(FolderPath, "wrong.yaml"), "key: other");
        await Definitions.ApplyAsync(CancellationToken.None);

        var page = Open();

        page.Find("h1").TextContent.ShouldBe("One definition file differs from what is in force; one definition file was refused.");
        var differing = Plain(page.Find("[data-file='old.yaml']").TextContent);
        differing.ShouldContain("differs from 30-day readmission risk");
        differing.ShouldContain("edited by Dr Reyes on 4 Sep 2026, 02:00");
        page.FindAll("[data-file='wrong.yaml'] .problems li").ShouldNotBeEmpty();
        page.Find("[data-model=readmission]").TextContent.ShouldContain("old.yaml differs");
    }

    [Fact]
    public void Refused_ReasonInTheAddress_ShowsItsFieldsAndDays()
    {
        Fill();
        Store(Seed.Newest, 95, 0);
        Refuse(Seed.Newest, "ScoreMissing", "risk_score", 4);
        Refuse(Seed.Newest.AddDays(-1), "ScoreMissing", "risk_score", 1);
        var page = Open("?model=readmission");
        Plain(page.Find("[data-reason=ScoreMissing]").TextContent).ShouldContain("Score is missing");
        page.Markup.ShouldContain("Choose a reason");
        Plain(page.Find("[data-model=readmission] td[data-label=Refused]").TextContent).ShouldBe("55 %");

        page = Open(page.Find("[data-reason=ScoreMissing] a").GetAttribute("href")![(page.Find("[data-reason=ScoreMissing] a").GetAttribute("href")!.IndexOf('?', StringComparison.Ordinal))..]);

        var drill = Plain(page.Find("[data-drill=ScoreMissing]").TextContent);
        drill.ShouldContain("risk_score");
        drill.ShouldContain("2 days, 2 Sep 2026 to 3 Sep 2026");
        page.FindAll("[data-drill=ScoreMissing] .days tbody tr").Count.ShouldBe(2);
        page.Find("[data-reason=ScoreMissing] a").GetAttribute("href")!.ShouldNotContain("reason=", Case.Sensitive, "the same link closes it");
        page.Find("a[download]").GetAttribute("href").ShouldBe("/operations/readmission/refused-rows.csv");
    }

    [Fact]
    public void Lag_StoredDays_ShowHowMuchIsKnown()
    {
        Fill();
        Store(Seed.Newest, 100, 3);
        Store(Seed.Newest.AddDays(-40), 50, 48);
        var page = Open("?model=readmission");
        page.Find("[data-mature=false]").TextContent.ShouldContain("3");
        Plain(page.Markup).ShouldContain("96 % of the outcomes of all mature days that are stored are known; of the days that are not mature yet, 3 %.");
    }

    [Fact]
    public void Runs_EachOutcome_SaysWhatHappened()
    {
        Fill();
        using (var context = Database())
        {
            var hour = Seed.Now.AddHours(-9);
            RunRecord Run(RunOutcome outcome) => new() { ModelId = 1, Kind = RunKind.Nightly, AskedBy = RunOrder.Schedule, StartedAt = hour, EndedAt = hour.AddSeconds(65), Outcome = outcome };
            var cancelled = Run(RunOutcome.Cancelled);
            cancelled.CancelledBy = "Dr Other";
            var failed = Run(RunOutcome.Failed);
            (failed.Message, failed.Reference) = ("The connection cannot be opened.", "a1b2c3d4");
            var interrupted = Run(RunOutcome.Interrupted);
            interrupted.EndedAt = null;
            context.Runs.AddRange(Run(RunOutcome.Succeeded), cancelled, failed, interrupted);
            context.SaveChanges();
        }

        var page = Open("?model=readmission");

        Plain(page.Find("[data-run-record=Succeeded]").TextContent).ShouldContain("1 min 5 s");
        page.Find("[data-run-record=Cancelled]").TextContent.ShouldContain("Cancelled by Dr Other");
        page.Find("[data-run-record=Failed]").TextContent.ShouldContain("The connection cannot be opened.");
        page.Find("[data-run-record=Failed] code").TextContent.ShouldBe("a1b2c3d4");
        page.Find("[data-run-record=Interrupted]").TextContent.ShouldContain("The next run goes on where this one ended.");
        page.Find("[data-run-record=Interrupted]").TextContent.ShouldContain("not known");
    }

    [Fact]
    public void Selection_OtherModel_IsALinkThatReloadsTheSameView()
    {
        Fill();
        var link = Open().Find("[data-model=readmission] a");
        link.GetAttribute("href").ShouldBe("/operations?model=readmission");
        link.GetAttribute("aria-current").ShouldBe("true");
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/operations");
    }
}
