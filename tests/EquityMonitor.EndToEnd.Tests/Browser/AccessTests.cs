using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Browser;

[Collection(DemoCollection.Name)]
public sealed class AccessTests(DemoHospital demo)
{
    [Theory]
    [InlineData("Viewer")]
    [InlineData("Quality")]
    [InlineData("Governance")]
    [InlineData("Administrator")]
    public async Task SignIn_AsARoleOfTheDemo_ShowsTheDashboardWithNameAndRole(string role)
    {
        await using var visit = await demo.VisitAsync(role);

        await visit.ChartsDrawnAsync();

        (await visit.Page.Locator(".person").InnerTextAsync()).ShouldContain($"Demo {role}");
        (await visit.Page.Locator(".person .role").InnerTextAsync()).ShouldBe(role);
        (await visit.Cards.CountAsync()).ShouldBe(3);
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Jobs_ForAnAdministrator_AreLinkedFromOperations()
    {
        await using var visit = await demo.VisitAsync("Administrator");
        await visit.CardsShownAsync();

        await visit.Page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = "Pages" }).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Operations" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "jobs dashboard" }).ClickAsync();

        await visit.Page.WaitForURLAsync("**/jobs");
        await Assertions.Expect(visit.Page).ToHaveTitleAsync(new Regex("EquityMonitor jobs", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await visit.ScreenshotAsync("jobs");
    }

    [Theory]
    [InlineData("Viewer")]
    [InlineData("Quality")]
    [InlineData("Governance")]
    public async Task Jobs_ForAnyOtherRole_AreNeitherOfferedNorServed(string role)
    {
        await using var visit = await demo.VisitAsync(role);
        await visit.CardsShownAsync();
        (await visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Jobs" }).CountAsync()).ShouldBe(0);

        var response = await visit.Page.GotoAsync("/jobs");

        response!.Status.ShouldBe(403);
        (await visit.Page.GetByRole(AriaRole.Heading).InnerTextAsync()).ShouldBe("Your role does not permit this page");
    }

    [Fact]
    public async Task SignOut_FromTheDashboard_LeadsToSignInAndStaysThere()
    {
        await using var visit = await demo.VisitAsync("Governance");
        await visit.CardsShownAsync();

        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign out" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/sign-in");
        await visit.Page.GotoAsync("/");

        visit.Page.Url.ShouldContain("/sign-in");
        visit.Problems.ShouldBeEmpty();
    }
}
