using Bunit;
using Bunit.TestDoubles;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Alerts.Detail;
using EquityMonitor.Web.Features.Alerts.Inbox;
using EquityMonitor.Web.Features.Evidence.Power;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using EquityMonitor.Web.Tests.Features.Models.Tabs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Alerts;

/// <summary>What tests of the alert pages stand on: a database of their own, a clock, and a person of the quality team.</summary>
public abstract class AlertPages : BunitContext
{
    private readonly BunitAuthorizationContext _person;

    protected AlertPages()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Desk = new AlertDesk(Files, Changes, Time);
        Views = new SavedViews(Files, Time);
        Services.AddSingleton(Changes).AddSingleton(new ProgressBoard(Time, NullLogger<ProgressBoard>.Instance)).AddSingleton(Desk).AddSingleton(Views)
            .AddSingleton<TimeProvider>(Time).AddSingleton<FaultLog>().AddSingleton<Sessions>().AddScoped<ActingPerson>().AddScoped<Sight>()
            .AddSingleton<IInboxReader>(new InboxReader(Files, Views, Time, NullLogger<InboxReader>.Instance))
            .AddSingleton(new PowerDesk(Files))
            .AddSingleton(new SameMixReader(TabSeed.Analyses(Files)))
            .AddSingleton<IAlertDetailReader>(new AlertDetailReader(Files, new EvidenceReader(Files), Time, NullLogger<AlertDetailReader>.Instance));
        _person = AddAuthorization();
        SignIn("Dr Quality", Policies.Viewer, Policies.SmallCells, Policies.Quality);
    }

    private protected MonitorFiles Files { get; } = new();

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(Seed.Now));

    protected ChangeBroker Changes { get; } = new();

    protected AlertDesk Desk { get; }

    protected SavedViews Views { get; }

    protected void SignIn(string name, params string[] policies) => _person.SetAuthorized(name).SetPolicies(policies).SetClaims(SignedIn.Claims(name, Seed.Now.AddHours(8)));

    /// <summary>A person of the quality team whom an identity provider knows by an account.</summary>
    protected void SignInWithAccount(string name, string account) =>
        _person.SetAuthorized(name).SetPolicies(Policies.Viewer, Policies.SmallCells, Policies.Quality).SetClaims([.. SignedIn.Claims(name, Seed.Now.AddHours(8)), new("sub", account)]);

    protected void SignInAsViewer() => SignIn("Dr Viewer", Policies.Viewer);

    protected static string Plain(string text) => text.Replace(Formats.Space, " ");

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            Files.Dispose();
    }
}
