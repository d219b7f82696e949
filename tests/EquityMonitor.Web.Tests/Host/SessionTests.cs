using System.Net;
using System.Security.Claims;
using EquityMonitor.Web.SignIn;
using EquityMonitor.Web.Tests.Features;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Host;

public sealed class SessionTests
{
    private static readonly DateTime Start = new(2026, 9, 4, 7, 0, 0, DateTimeKind.Utc);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Start));
    private readonly Sessions _sessions;

    public SessionTests() => _sessions = new Sessions(_time);

    [Fact]
    public void Session_UntilItsExpiry_IsCurrent()
    {
        var person = Person("a");
        _time.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        _sessions.IsCurrent(person).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(1));
        _sessions.IsCurrent(person).ShouldBeFalse();
    }

    [Fact]
    public void Session_SignedOutElsewhere_IsNotCurrent()
    {
        _sessions.End(Person("a"));
        _sessions.IsCurrent(Person("a")).ShouldBeFalse();
        _sessions.IsCurrent(Person("b")).ShouldBeTrue();
        _sessions.Admit(Person("a"), _time.GetUtcNow().AddHours(1)).ShouldBeFalse();
    }

    [Fact]
    public void Session_ThatDoesNotSayItsExpiry_IsNotCurrent()
    {
        var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "Dr Quality")], "test"));
        _sessions.IsCurrent(person).ShouldBeFalse();
        _sessions.Admit(person, null).ShouldBeFalse();
    }

    [Fact]
    public void Ticket_Renewed_ReplacesTheExpiry()
    {
        var person = Person("a");
        _time.Advance(TimeSpan.FromHours(7));
        _sessions.Admit(person, _time.GetUtcNow().AddHours(8)).ShouldBeTrue();
        _time.Advance(TimeSpan.FromHours(2));
        _sessions.IsCurrent(person).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Circuit_SessionEnds_LosesItsPerson(bool signOut)
    {
        using var provider = new SessionRevalidation(NullLoggerFactory.Instance, _sessions, new SignInSettings(null) { SessionCheck = TimeSpan.FromMilliseconds(5) });
        var person = Person("a");
        provider.SetAuthenticationState(Task.FromResult(new AuthenticationState(person)));
        (await provider.GetAuthenticationStateAsync()).User.ShouldBeSameAs(person);
        var lost = new TaskCompletionSource<AuthenticationState>(TaskCreationOptions.RunContinuationsAsynchronously);
        provider.AuthenticationStateChanged += async state => lost.TrySetResult(await state);

        if (signOut)
            _sessions.End(person);
        else
            _time.Advance(TimeSpan.FromHours(8));

        (await lost.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).User.Identity!.IsAuthenticated.ShouldBeFalse();
    }

    [Fact]
    public async Task Circuits_OfTheProgram_AreRevalidatedAsConfigured()
    {
        await using var web = await RunningWeb.StartAsync(settings: ["--Authentication:SessionCheck=00:00:30"]);
        await using var scope = web.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>().ShouldBeOfType<SessionRevalidation>();
        web.Get<SignInSettings>().SessionCheck.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task SignOut_OfOneCopyOfTheCookie_EndsTheOthers()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        var cookie = (await browser.SignInAsync(Roles.Viewer)).Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("EquityMonitor=", StringComparison.Ordinal)).Split(';')[0];
        async Task<HttpStatusCode> ReadWithCopyAsync()
        {
            using var other = web.Browser();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Add("Cookie", cookie);
            return (await other.SendAsync(request)).StatusCode;
        }

        (await ReadWithCopyAsync()).ShouldBe(HttpStatusCode.OK);
        await browser.PostAsync("/sign-out", await browser.FormAsync());

        (await ReadWithCopyAsync()).ShouldBe(HttpStatusCode.Redirect);
    }

    private static ClaimsPrincipal Person(string session) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "Dr Quality"), .. SignedIn.Claims(session, Start.AddHours(8))], "test"));
}
