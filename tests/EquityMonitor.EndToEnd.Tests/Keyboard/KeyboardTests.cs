using EquityMonitor.EndToEnd.Tests.Browser;
using EquityMonitor.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Keyboard;

/// <summary>Whole ways through the program without a mouse. Nothing here clicks or puts the focus anywhere by script.</summary>
[Collection(DemoCollection.Name)]
public sealed class KeyboardTests(DemoHospital demo)
{
    private const string Model = "/models/readmission?metric=sensitivity&dimension=language&window=90&range=90&pin=language%3DSpanish";

    [Fact]
    public async Task SkipLink_AsTheFirstStop_LeadsPastTheFrame()
    {
        await using var visit = await demo.VisitAsync("Viewer");
        await visit.GoAsync("/alerts");
        await visit.Page.EvaluateAsync("() => document.activeElement.blur()");

        await visit.TabToAsync("a.skip", 1);
        (await visit.Page.Locator("a.skip").BoundingBoxAsync())!.Y.ShouldBeGreaterThanOrEqualTo(0, "It is seen while it has the focus.");
        await visit.PressAsync("Enter");
        await visit.UntilFocusedAsync("main");
        await visit.PressAsync("Tab");

        (await visit.IsFocusedAsync("main *")).ShouldBeTrue(await visit.FocusAsync());
        visit.Place.ShouldBe("/alerts");
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Inbox_FromTheOverviewToTheAcknowledgedAlertAndBack_NeedsNoMouse()
    {
        await demo.ForgetActionsAsync();
        await using var visit = await demo.VisitAsync("Quality");
        await visit.GoAsync("/");

        await visit.TabToAsync("nav.rail a[href='/alerts']", 12);
        await visit.PressAsync("Enter");
        await visit.Page.Locator("main h1.lead").WaitForAsync();
        await visit.TabToAsync("tr[data-alert] a.name", 40);
        await visit.PressAsync("Enter");
        await visit.Page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/alerts/[0-9]+$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await visit.SettledAsync();

        // Whoever hears the page begins at its sentence, not at the frame.
        await visit.UntilFocusedAsync("main h1.lead");

        await visit.TabToAsync("[data-action=acknowledge]", 10);
        await visit.PressAsync("Enter");
        await visit.Page.Locator(".standing[data-state=Acknowledged]").WaitForAsync();
        await visit.UntilFocusedAsync("p.note[role=status]");
        await visit.TabToAsync("[data-action=commented]", 10, "Shift+Tab");
        await visit.PressAsync("Enter");
        await visit.UntilFocusedAsync("#action-text");
        await visit.Page.Keyboard.TypeAsync("Reached by keyboard.");
        await visit.TabToAsync("form button[type=submit]", 2);
        await visit.PressAsync("Enter");
        await visit.Page.Locator("blockquote", new PageLocatorOptions { HasText = "Reached by keyboard." }).First.WaitForAsync();
        await visit.UntilFocusedAsync("p.note[role=status]");
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Acknowledging_InTheInbox_KeepsTheFocusAtTheRows()
    {
        await demo.ForgetActionsAsync();
        await using var visit = await demo.VisitAsync("Quality");
        await visit.GoAsync("/alerts");

        await visit.TabToAsync("tr[data-state=Open] button", 40);
        var row = await visit.Page.EvaluateAsync<string>("() => document.activeElement.closest('tr').dataset.alert");
        await visit.PressAsync("Enter");

        await visit.Page.Locator($"tr[data-alert='{row}'][data-state=Acknowledged]").WaitForAsync();
        await visit.UntilFocusedAsync("tr[data-alert] *, p.told");
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Grid_OfMetrics_IsOneStopThatArrowsWalkThrough()
    {
        await using var visit = await demo.VisitAsync("Quality");
        await visit.GoAsync(Model);
        await visit.TabToAsync("table[role=grid] [data-at]", 85);
        (await visit.AtAsync()).ShouldBe("0,0");

        await visit.PressAsync("ArrowDown");
        await visit.UntilAtAsync("1,0");
        await visit.PressAsync("ArrowRight");
        await visit.UntilAtAsync("1,1");
        await visit.PressAsync("End");
        await Until.TrueAsync(async () => await visit.AtAsync() is { } at && at.StartsWith("1,", StringComparison.Ordinal) && at != "1,1", TimeSpan.FromSeconds(5), () => "End leads to the last column");
        await visit.PressAsync("Control+Home");
        await visit.UntilAtAsync("0,0");
        await visit.PressAsync("Tab");
        (await visit.IsFocusedAsync("table[role=grid] *")).ShouldBeFalse("One stop for the whole grid.");
        await visit.PressAsync("Shift+Tab");
        (await visit.AtAsync()).ShouldBe("0,0");
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Grid_SortedAndPinned_KeepsTheFocusWhereItWas()
    {
        await using var visit = await demo.VisitAsync("Quality");
        await visit.GoAsync(Model);
        await visit.TabToAsync("table[role=grid] [data-at]", 85);

        await visit.PressAsync("ArrowRight");
        await visit.UntilAtAsync("0,1");
        await visit.PressAsync("Enter");
        await visit.Page.Locator("th[aria-sort=descending], th[aria-sort=ascending]").First.WaitForAsync();
        (await visit.AtAsync()).ShouldBe("0,1");

        await visit.PressAsync("Home");
        await visit.UntilAtAsync("0,0");
        await visit.PressAsync("ArrowDown");
        await visit.PressAsync("ArrowDown");
        await visit.UntilAtAsync("2,0");
        var pressed = await visit.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-pressed')");
        var pins = visit.Place;
        await visit.PressAsync("Enter");
        await Until.TrueAsync(() => visit.Place != pins, TimeSpan.FromSeconds(5), () => "the pin stands in the address");
        await visit.SettledAsync();
        (await visit.IsFocusedAsync("table[role=grid] [data-at]")).ShouldBeTrue(await visit.FocusAsync());
        pressed.ShouldNotBeNull();
        visit.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("table[role=grid] td button", "ArrowDown ArrowRight ArrowRight")]
    [InlineData("figure.trend button.meaning", "")]
    public async Task Dialog_OfAFigure_HoldsTheFocusAndGivesItBack(string opener, string ways)
    {
        await using var visit = await demo.VisitAsync("Quality");
        await visit.GoAsync(Model);
        if (ways.Length > 0)
        {
            await visit.TabToAsync("table[role=grid] [data-at]", 85);
            foreach (var key in ways.Split(' '))
            {
                var at = await visit.AtAsync();
                await visit.PressAsync(key);
                await Until.TrueAsync(async () => await visit.AtAsync() != at, TimeSpan.FromSeconds(5), () => $"{key} moves");
            }
        }
        else
        {
            await visit.TabToAsync(opener, 40);
        }

        (await visit.IsFocusedAsync(opener)).ShouldBeTrue(await visit.FocusAsync());
        await visit.Page.EvaluateAsync("() => { window.opener_ = document.activeElement; }");

        await visit.PressAsync("Enter");
        await visit.Dialog.WaitForAsync();
        await visit.UntilFocusedAsync("dialog[open] *");
        for (var stop = 0; stop < 6; stop++)
        {
            await visit.PressAsync(stop < 3 ? "Tab" : "Shift+Tab");
            (await visit.IsFocusedAsync("dialog[open] *, body")).ShouldBeTrue($"stop {stop}: {await visit.FocusAsync()}");
        }

        await visit.PressAsync("Escape");
        await Until.TrueAsync(async () => await visit.Dialog.CountAsync() == 0, TimeSpan.FromSeconds(5), () => "Escape closes it");
        await Until.TrueAsync(
            () => visit.Page.EvaluateAsync<bool>("() => document.activeElement === window.opener_"), TimeSpan.FromSeconds(5), () => "the focus is where it was");
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task ModelSwitch_OfATab_LeadsToTheSameViewOfAnotherModelAndBack()
    {
        await using var visit = await demo.VisitAsync("Viewer");
        await visit.GoAsync("/models/readmission?metric=ppv&dimension=race&window=28&range=90&asOf=2026-05-20&pin=race%3DBlack&tab=drift");
        await visit.TabToAsync("[data-action=switch-model]", 6);
        await visit.PressAsync("Enter");
        await visit.UntilFocusedAsync("header nav:popover-open a[aria-current=page]");

        // A list that is left without a choice gives the focus back.
        await visit.PressAsync("Escape");
        await visit.UntilFocusedAsync("[data-action=switch-model]");
        await visit.PressAsync("Enter");
        await visit.UntilFocusedAsync("header nav a[aria-current=page]");
        await visit.PressAsync("End");
        await visit.PressAsync("ArrowUp");
        await visit.UntilFocusedAsync("header nav a[data-model=sepsis]");
        await visit.PressAsync("Enter");

        await visit.Page.Locator("main .name", new PageLocatorOptions { HasText = "Sepsis early warning" }).WaitForAsync();
        visit.Place.ShouldBe("/models/sepsis?metric=ppv&dimension=race&window=28&range=90&asOf=2026-05-20&pin=race%3DBlack&tab=drift");
        await visit.UntilFocusedAsync("[data-action=switch-model]");
        (await visit.Page.Locator("header nav:popover-open").CountAsync()).ShouldBe(0);
        await visit.SettledAsync();
        (await visit.Page.Locator("header [data-as-of] strong").InnerTextAsync()).ShouldBe("20\u00A0May\u00A02026");

        await visit.TabToAsync("header [data-as-of]", 3);
        await visit.PressAsync("Enter");
        await visit.UntilFocusedAsync("section.controls input[type=date]");

        await visit.Page.GoBackAsync();
        await visit.Page.Locator("header [data-action=switch-model]", new PageLocatorOptions { HasText = "30-day readmission risk" }).WaitForAsync();
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tabs_OfAModel_AreLinksThatKeepTheirPlace()
    {
        await using var visit = await demo.VisitAsync("Viewer");
        await visit.GoAsync(Model);

        await visit.TabToAsync("nav.tabs a", 20);
        await visit.PressAsync("Tab");
        await visit.PressAsync("Enter");

        await visit.Page.Locator("nav.tabs a[aria-current=page]", new PageLocatorOptions { HasText = "Calibration" }).WaitForAsync();
        (await visit.IsFocusedAsync("nav.tabs a[aria-current=page]")).ShouldBeTrue(await visit.FocusAsync());
        await visit.SettledAsync();
        (await visit.IsFocusedAsync("nav.tabs a[aria-current=page]")).ShouldBeTrue(await visit.FocusAsync());
        visit.Problems.ShouldBeEmpty();
    }
}
