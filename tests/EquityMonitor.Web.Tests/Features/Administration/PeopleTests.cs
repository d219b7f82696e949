using System.Reflection;
using System.Security.Claims;
using Bunit;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Web.Features.Administration.People;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Web.Tests.Features.Administration;

public sealed class PeopleTests : AdministrationContext
{
    private static readonly SignInSettings Demo = new(Provider: null);

    private static readonly SignInSettings Provider = new(new OpenIdConnectSettings(
        new Uri("https://login.example.org/tenant"), "equitymonitor", "s3cret-value", "groups", Roles.All.ToDictionary(role => role, role => $"GRP-{role}")));

    [Fact]
    public void PolicyWords_EveryPolicy_HasAnEntry() =>
        PolicyWords.All.Select(entry => entry.Policy).ShouldBe(
            typeof(Policies).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!), ignoreOrder: true);

    [Fact]
    public async Task Permissions_OfEachRole_AreThoseThatAreEnforced()
    {
        var services = RealPolicies();
        var view = await Reader(services, Demo).ReadAsync(Xunit.TestContext.Current.CancellationToken);
        var authorization = services.GetRequiredService<IAuthorizationService>();
        foreach (var ((policy, words), permission) in PolicyWords.All.Zip(view.Permissions))
        {
            permission.Words.ShouldBe(words);
            foreach (var role in Roles.All)
            {
                var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "test"));
                permission.Roles.Contains(role).ShouldBe((await authorization.AuthorizeAsync(person, null, policy)).Succeeded, $"{role} {policy}");
            }
        }
    }

    [Fact]
    public async Task People_AreKnownFromWhatTheyDid_TheLatestFirst()
    {
        var alert = Seed.Fill(Files);
        await new AlertDesk(Files, Changes, Time).AcknowledgeAsync(alert, "Dr Quality", null, CancellationToken.None);
        using (var context = Files.CreateDbContext())
        {
            context.AuditEntries.Add(new AuditEntry { At = Seed.Now.AddDays(-3), Who = Person, What = "model registered", Subject = "readmission" });
            context.AuditEntries.Add(new AuditEntry { At = Seed.Now.AddDays(-2), Who = Person, What = "held day accepted", Subject = "readmission" });
            context.SaveChanges();
        }

        var view = await Reader(RealPolicies(), Demo).ReadAsync(Xunit.TestContext.Current.CancellationToken);

        view.People.Select(person => (person.Name, person.IsProgram, person.LastAction, person.Actions)).ShouldBe(
        [
            ("Dr Quality", false, $"alert acknowledged: readmission, alert {alert}", 1),
            (Person, false, "held day accepted: readmission", 2),
            ("EquityMonitor", true, $"alert opened: alert {alert}", 1),
        ]);
        view.Zone.Id.ShouldBe("America/Chicago");
    }

    [Fact]
    public void Page_WithProvider_ShowsTheMappingAndNoSecret()
    {
        Services.AddSingleton<IPeopleReader>(Reader(RealPolicies(), Provider));

        var page = Render<PeoplePage>();

        page.WaitForElement(".mapping").TextContent.ShouldContain("GRP-Quality");
        page.Markup.ShouldContain("login.example.org");
        page.Markup.ShouldNotContain("s3cret-value");
    }

    [Fact]
    public void Page_NobodyActed_SaysSo()
    {
        Services.AddSingleton<IPeopleReader>(Reader(RealPolicies(), Demo));

        var page = Render<PeoplePage>();

        page.WaitForElement("[data-state=Empty]").TextContent.ShouldContain("Nobody has done anything yet");
        page.Find("h1").TextContent.ShouldStartWith("Nobody has acted yet");
        page.Markup.ShouldContain("This is the demo sign-in");
    }

    private PeopleReader Reader(IServiceProvider services, SignInSettings settings) => new(Files, services.GetRequiredService<IAuthorizationPolicyProvider>(), settings);

    private static ServiceProvider RealPolicies()
    {
        var services = new ServiceCollection().AddLogging();
        Policies.Add(services.AddAuthorizationBuilder());
        return services.BuildServiceProvider();
    }
}
