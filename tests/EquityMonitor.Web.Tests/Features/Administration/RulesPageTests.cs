using Bunit;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Administration.Rules;
using EquityMonitor.Web.Features.Overview;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace EquityMonitor.Web.Tests.Features.Administration;

public sealed class RulesPageTests : AdministrationContext
{
    private const string Path = "/administration/models/readmission/rules";

    public RulesPageTests() => Services.AddSingleton<IDefinitionReader>(new DefinitionReader(Files));

    [Fact]
    public async Task Rules_InForce_AreListedInWords()
    {
        var page = await OpenAsync();

        page.Find("h1").TextContent.ShouldBe(Spaced("30-day readmission risk is held to 2 rules."));
        Plain(page.Find("[data-rule=sens-floor]").TextContent).ShouldContain("Sensitivity at least 55 % over 90 days");
        page.Find("[data-action=apply]").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public async Task Preview_WithNothingChanged_SaysWhatToDo()
    {
        var page = await OpenAsync();

        page.Find("[data-action=preview]").Click();

        page.Find("#rules-result [role=alert]").TextContent.ShouldContain("Nothing has been changed yet");
        page.Find("[data-action=apply]").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public async Task Edit_ChangedLimit_IsPreviewedThenAppliedUnderTheName()
    {
        var page = await OpenAsync("sens-floor");
        Input(page, "value").Change("60");
        page.Find("[data-rule=sens-floor]").GetAttribute("data-kind").ShouldBe("Changed");

        page.Find("[data-action=preview]").Click();

        var preview = page.WaitForElement("[data-outcome=ready]");
        Plain(preview.TextContent).ShouldContain("judged in its new form from the newest as-of day on");
        Plain(page.Find(".before-after").TextContent).ShouldContain("at least 55 %");
        Plain(page.Find(".before-after").TextContent).ShouldContain("at least 60 %");
        (await InForceAsync()).Model.Revision.ShouldBe(1);

        page.Find("[data-action=apply]").Click();

        page.WaitForElement("[data-outcome=applied]");
        var registered = await InForceAsync();
        registered.Model.Revision.ShouldBe(2);
        registered.Definition.Rules[0].Limit.ShouldBe(new Limit.Floor(0.6));
        using var context = Files.CreateDbContext();
        context.AuditEntries.OrderBy(entry => entry.Id).Last().Who.ShouldBe(Person);
        page.FindAll("[data-kind=Changed]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Edit_Justification_NeedsItsDayAndIsPreviewedAsChangingNoVerdict()
    {
        var page = await OpenAsync("auroc-gap");
        Plain(page.Find("[data-rule=auroc-gap]").TextContent).ShouldContain("No clinical justification is recorded for this limit.");
        Input(page, "justification").Change("A wider gap moves one in ten places on the list.");
        page.Find("[data-action=preview]").Click();
        page.Find(".field:has([id$='-justifiedOn']) .problem").TextContent.ShouldContain("'justifiedOn' is missing");

        Input(page, "justifiedOn").Change("2026-01-15");
        page.Find("[data-action=preview]").Click();

        Plain(page.WaitForElement("[data-outcome=ready]").TextContent).ShouldContain("No verdict, no evidence and no figure depends on it");
        Plain(page.Find(".before-after").TextContent).ShouldContain("Clinical justification of 15 Jan 2026: A wider gap moves one in ten places on the list.");
        page.Find("[data-action=apply]").Click();
        page.WaitForElement("[data-outcome=applied]");
        (await InForceAsync()).Definition.Rules[1].Justification.ShouldBe(new RuleJustification("A wider gap moves one in ten places on the list.", new(2026, 1, 15)));
    }

    [Fact]
    public async Task Edit_RuleAboutTheCalibrationSlope_SaysWhatItCostsAndIsJudgedByIntervals()
    {
        var page = await OpenAsync("sens-floor");
        Input(page, "metric").Change("calibrationSlope");
        page.Find(".field:has([id$='-metric'])").TextContent.ShouldContain("not stored for this model yet");
        Input(page, "kind").Change("Band");
        Input(page, "value").Change("0.8");
        Input(page, "high").Change("1.25");
        page.Find(".field:has([id$='-evidence'])").TextContent.ShouldContain("no mean over encounters");

        page.Find("[data-action=preview]").Click();

        Plain(page.WaitForElement("[data-outcome=ready]").TextContent).ShouldContain("Calibration intercept and slope are kept for every day, since a rule is about them");
        Plain(page.Find(".before-after").TextContent).ShouldContain("between 0.80 and 1.25");
    }

    [Fact]
    public async Task Edit_Evidence_IsPeekSafeByDefaultAndTellsWhatItLeadsTo()
    {
        var page = await OpenAsync("sens-floor");
        Input(page, "evidence").GetAttribute("value").ShouldBe("peek-safe");
        page.Find(".field:has([id$='-evidence'])").TextContent.ShouldContain("on average at most one false alarm per model and year");
        Input(page, "effectiveFrom").GetAttribute("type").ShouldBe("date");

        Input(page, "evidence").Change("interval");

        page.Find(".field:has([id$='-evidence'])").TextContent.ShouldContain("over a year of daily looks more false alarms come together");
        page.FindAll("[id$='-effectiveFrom']").ShouldBeEmpty();
        page.Find("[data-action=preview]").Click();
        page.WaitForElement("[data-outcome=ready]");
        Plain(page.Find(".before-after").TextContent).ShouldContain("by peek-safe evidence");
        Plain(page.Find(".before-after").TextContent).ShouldContain("by interval evidence");
    }

    [Fact]
    public async Task Budget_Changed_IsPreviewedThenApplied()
    {
        var page = await OpenAsync();
        page.Find("#evidence-budget").GetAttribute("value").ShouldBe("365");
        page.Find("#evidence-budget").Change("soon");
        page.Find("[data-action=preview]").Click();
        page.Find("#evidence-budget").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#rules-result [role=alert]").TextContent.ShouldContain("Nothing was applied");

        page.Find("#evidence-budget").Change("180");
        page.Find("[data-action=preview]").Click();

        Plain(page.WaitForElement("[data-outcome=ready]").TextContent).ShouldContain("in 180 days, not in 365");
        Plain(page.Find(".before-after").TextContent).ShouldContain("on average at most one false alarm per model and 180 days");
        page.Find("[data-action=apply]").Click();
        page.WaitForElement("[data-outcome=applied]");
        (await InForceAsync()).Definition.EvidenceBudget.ShouldBe(180);
        page.FindAll("[data-action=restore-budget]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Confidence_Changed_IsPreviewedThenApplied()
    {
        var page = await OpenAsync();
        page.Find("#confidence").GetAttribute("value").ShouldBe("95");
        page.Find("#confidence").Change("0.9");
        page.Find("[data-action=preview]").Click();
        page.Find("#confidence").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#rules-result [role=alert]").TextContent.ShouldContain("The level of the intervals has an error");

        page.Find("#confidence").Change("90");
        page.Find("[data-action=preview]").Click();

        Plain(page.WaitForElement("[data-outcome=ready]").TextContent).ShouldContain("Figures are shown with 90 % intervals, not 95 %");
        Plain(page.Find(".before-after").TextContent).ShouldContain("Figures with 90 % interval");
        page.Find("[data-action=apply]").Click();
        page.WaitForElement("[data-outcome=applied]");
        (await InForceAsync()).Definition.Confidence.Value.ShouldBe(0.9);
        page.FindAll("[data-action=restore-confidence]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Edit_MetricThatCannotBePeekSafe_HasIntervalEvidenceAndSaysWhy()
    {
        var page = await OpenAsync("sens-floor");

        Input(page, "metric").Change("f1");

        Input(page, "evidence").GetAttribute("value").ShouldBe("interval");
        Input(page, "evidence").HasAttribute("disabled").ShouldBeTrue();
        page.Find(".field:has([id$='-evidence'])").TextContent.ShouldContain("Peek-safe evidence cannot be gathered for F1");
        page.FindAll("[id$='-effectiveFrom']").ShouldBeEmpty();
    }

    [Fact]
    public async Task Edit_WrongValues_AreToldAtTheirFieldsAndNothingIsApplied()
    {
        var page = await OpenAsync("sens-floor");
        Input(page, "value").Change("150");
        Input(page, "key").Change("Sens Floor");

        page.Find("[data-action=preview]").Click();

        page.WaitForAssertion(() => page.FindAll(".problem").Count.ShouldBe(2));
        var value = Input(page, "value");
        value.GetAttribute("aria-invalid").ShouldBe("true");
        value.GetAttribute("value").ShouldBe("150");
        page.Find($"#{value.GetAttribute("aria-describedby")!.Split(' ')[0]}").TextContent.ShouldStartWith("150 % cannot be reached");
        Input(page, "name").HasAttribute("aria-invalid").ShouldBeFalse();
        page.FindAll("[data-outcome]").ShouldBeEmpty();
        (await InForceAsync()).Model.Revision.ShouldBe(1);
    }

    [Fact]
    public async Task Edit_OneRuleNotComplete_LeavesTheOtherReadable()
    {
        var page = await OpenAsync("sens-floor");
        Input(page, "value").Change("60");
        page.Find("[data-action=add]").Click();

        Plain(page.Find("[data-rule=sens-floor]").TextContent).ShouldContain("Sensitivity at least 60 %");
        page.Find("[data-kind=New] .rule-words p").TextContent.ShouldBe("Not complete yet.");
    }

    [Fact]
    public async Task Done_WithAProblem_KeepsTheFormOpen()
    {
        var page = await OpenAsync("sens-floor");
        Input(page, "value").Change("");

        page.Find("form").Submit();

        page.Find(".problem").TextContent.ShouldBe("Write the value of the limit.");
        Input(page, "value").Change("50");
        page.FindAll(".problem").ShouldBeEmpty();
        page.Find("form").Submit();
        page.FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task Add_RuleOnFlagRate_AsksForTheDirectionAndIsApplied()
    {
        var page = await OpenAsync();
        page.Find("[data-action=add]").Click();
        Input(page, "key").Change("flags");
        Input(page, "metric").Change("flagRate");
        Input(page, "kind").Change("Gap");
        Input(page, "value").Change("10");
        Input(page, "better").Change("lower");
        page.Find("fieldset input").Change(true);

        page.Find("[data-action=preview]").Click();
        page.WaitForElement("[data-outcome=ready]").TextContent.ShouldContain("is new");
        page.Find("[data-action=apply]").Click();

        page.WaitForElement("[data-outcome=applied]");
        var rule = (await InForceAsync()).Definition.Rules[^1];
        (rule.Key, rule.Better, rule.Limit, rule.Against).ShouldBe(("flags", BetterDirection.Lower, new Limit.Gap(0.1), new Reference.Complement()));
        rule.Dimensions.ShouldBe(["race"]);
    }

    [Fact]
    public async Task Add_GapAgainstANamedValue_ShowsWhatCanBeChosenAndIsApplied()
    {
        var page = await OpenAsync();
        page.Find("[data-action=add]").Click();
        Input(page, "key").Change("against-english");
        Input(page, "kind").Change("Gap");
        Input(page, "value").Change("5");
        Input(page, "against").Change("value");
        page.Find("[data-field=against-dimension]").Change("age");
        page.FindAll("[data-field=against-value] option").Select(option => option.TextContent).ShouldBe(["under 18", "18-44", "45-64", "65-79", "80 and over", "Unknown"]);
        page.Find("[data-field=against-dimension]").Change("language");
        page.Find("[data-field=against-value]").Change("English");
        Plain(page.Find("[data-kind=New]").TextContent).ShouldContain("no more than 5 points worse than the group \u201cEnglish\u201d over 90 days, for every other subgroup by language");

        page.Find("[data-action=preview]").Click();
        page.WaitForElement("[data-outcome=ready]");
        page.Find("[data-action=apply]").Click();

        page.WaitForElement("[data-outcome=applied]");
        (await InForceAsync()).Definition.Rules[^1].Against.ShouldBe(new Reference.NamedValue("language", "English"));
    }

    [Fact]
    public async Task Edit_AgainstTheOwnBaselineOfAModelWithoutOne_IsToldAtTheField()
    {
        var page = await OpenAsync("auroc-gap");
        Input(page, "against").Change("baseline");
        Plain(page.Find("form").TextContent).ShouldContain("The same subgroup in the baseline");

        page.Find("[data-action=preview]").Click();

        page.WaitForElement(".problem").TextContent.ShouldBe("This model declares no baseline. Choose another reference, or declare a baseline in the definition file.");
        Input(page, "against").GetAttribute("aria-invalid").ShouldBe("true");
    }

    [Fact]
    public async Task Remove_AndApply_LeavesTheOthers()
    {
        var page = await OpenAsync();
        page.Find("[data-rule=sens-floor] [data-action=remove]").Click();
        page.Find("[data-action=preview]").Click();
        page.WaitForElement("[data-outcome=ready]").TextContent.ShouldContain("It is no longer judged; its alerts stay.");

        page.Find("[data-action=apply]").Click();

        page.WaitForElement("[data-outcome=applied]");
        (await InForceAsync()).Definition.Rules.Single().Key.ShouldBe("auroc-gap");
    }

    [Fact]
    public async Task Apply_SomebodyChangedTheModelMeanwhile_RefusesAndKeepsWhatWasTyped()
    {
        var page = await OpenAsync("sens-floor");
        Input(page, "value").Change("60");
        page.Find("[data-action=preview]").Click();
        page.WaitForElement("[data-outcome=ready]");
        await Registry.ApplyAsync(ExampleDefinition.Yaml.Replace("threshold: 0.15", "threshold: 0.2", StringComparison.Ordinal), "other", "Dr Other", CancellationToken.None);

        // The clock stands still, so the page has not read yet that something changed.
        page.Find("[data-action=apply]").Click();

        page.WaitForElement("[data-note=overtaken]").TextContent.ShouldContain("Dr Other changed this model while you were editing: revision 2 is in force, you began from revision 1.");
        Input(page, "value").GetAttribute("value").ShouldBe("60");
        (await InForceAsync()).Definition.Rules[0].Limit.ShouldBe(new Limit.Floor(0.55));

        page.Find("[data-action=rebase]").Click();
        page.Find("[data-action=preview]").Click();
        page.WaitForElement("[data-outcome=ready]");
        page.Find("[data-action=apply]").Click();

        page.WaitForElement("[data-outcome=applied]");
        var registered = await InForceAsync();
        (registered.Model.Revision, registered.Definition.Threshold, registered.Definition.Rules[0].Limit).ShouldBe((3, 0.2, new Limit.Floor(0.6)));
    }

    [Fact]
    public async Task Live_SomebodyChangedTheModel_SaysSoByItselfAndAppliesNothing()
    {
        var page = await OpenAsync("sens-floor");
        Input(page, "value").Change("60");
        await Registry.ApplyAsync(ExampleDefinition.Yaml.Replace("threshold: 0.15", "threshold: 0.2", StringComparison.Ordinal), "other", "Dr Other", CancellationToken.None);
        Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForElement("[data-note=overtaken]");
        Input(page, "value").GetAttribute("value").ShouldBe("60");
        page.Find("[data-action=apply]").HasAttribute("disabled").ShouldBeTrue();

        page.Find("[data-note=overtaken] [data-action=discard]").Click();
        page.FindAll("[data-note=overtaken]").ShouldBeEmpty();
        page.FindAll("[data-kind=Changed]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Apply_RoleTakenAwayMeanwhile_IsRefused()
    {
        var page = await OpenAsync("sens-floor");
        Input(page, "value").Change("60");
        page.Find("[data-action=preview]").Click();
        page.WaitForElement("[data-outcome=ready]");
        Authorization.SetPolicies();

        page.Find("[data-action=apply]").Click();

        page.WaitForAssertion(() => page.Find(".note").TextContent.ShouldContain("Your role does not permit this."));
        (await InForceAsync()).Model.Revision.ShouldBe(1);
    }

    [Fact]
    public void Rules_UnknownModel_SaysSo()
    {
        var page = Render<RulesPage>(parameters => parameters.Add(rules => rules.Key, "nope"));
        page.WaitForElement("[role=status]").TextContent.ShouldStartWith("There is no model with the key nope.");
    }

    [Fact]
    public async Task Rules_WithoutAny_SaysWhatThatMeans()
    {
        var yaml = ExampleDefinition.Yaml[..ExampleDefinition.Yaml.IndexOf("rules:", StringComparison.Ordinal)] + "rules: []";
        await Registry.ApplyAsync(yaml, "first", Person, CancellationToken.None);
        var page = Open(null);
        page.Find("[data-state=Empty]").TextContent.ShouldContain("nothing it does can raise an alert");
    }

    [Fact]
    public async Task Rules_DefinitionThatCannotBeRead_LeadsToTheImport()
    {
        await Registry.ApplyAsync(ExampleDefinition.Yaml, "first", Person, CancellationToken.None);
        using (var context = Files.CreateDbContext())
        {
            context.Models.Single().DefinitionYaml = "key: readmission";
            context.SaveChanges();
        }

        var page = Open(null);
        page.Find("h1").TextContent.ShouldContain("cannot be read");
        page.Find("a[download]").GetAttribute("href").ShouldBe("/administration/models/readmission/definition.yaml");
        page.FindAll("[data-action=apply]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Rules_WhileReading_AreLoading_ThenAFailureGivesAReference()
    {
        var answer = new TaskCompletionSource<DefinitionView?>();
        var reader = Substitute.For<IDefinitionReader>();
        reader.InForceAsync("readmission", Arg.Any<CancellationToken>()).Returns(answer.Task);
        Services.AddSingleton(reader);
        var page = Render<RulesPage>(parameters => parameters.Add(rules => rules.Key, "readmission"));
        page.Find("[data-state=Loading]").ShouldNotBeNull();

        await page.InvokeAsync(() => answer.SetException(new InvalidOperationException("database is locked")));

        page.WaitForElement("[data-state=Failed]").TextContent.ShouldNotContain("locked");
    }

    private static AngleSharp.Dom.IElement Input(IRenderedComponent<RulesPage> page, string field) => page.Find($"form [id$='-{field}']");

    private static string Plain(string text) => text.Replace(Formats.Space, " ", StringComparison.Ordinal);

    private static string Spaced(string text) => text.Replace("2 rules", $"2{Formats.Space}rules", StringComparison.Ordinal);

    private async Task<IRenderedComponent<RulesPage>> OpenAsync(string? edit = null)
    {
        await Registry.ApplyAsync(ExampleDefinition.Yaml, "first", "Dr First", CancellationToken.None);
        return Open(edit);
    }

    private IRenderedComponent<RulesPage> Open(string? edit)
    {
        Navigation.NavigateTo(Path + (edit is null ? null : $"?edit={edit}"));
        var page = Render<RulesPage>(parameters => parameters.Add(rules => rules.Key, "readmission"));
        page.WaitForAssertion(() => page.FindAll("[data-state=Loading]").ShouldBeEmpty());
        return page;
    }

    private async Task<RegisteredModel> InForceAsync() => (await Registry.FindAsync("readmission", CancellationToken.None)).ShouldNotBeNull();
}
