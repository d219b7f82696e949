using Bunit;
using Bunit.TestDoubles;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Administration;

/// <summary>An administrator in front of a page of the administration, over a database of its own.</summary>
public abstract class AdministrationContext : BunitContext
{
    protected const string Person = "Dr Administrator";

    private readonly MonitorFiles _files = new();

    protected AdministrationContext()
    {
        Registry = new ModelRegistry(_files, Time, Changes);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddPageServices(Changes, new ProgressBoard(Time, NullLogger<ProgressBoard>.Instance), Time).AddSingleton(Registry);
        Authorization = AddAuthorization();
        Authorization.SetAuthorized(Person).SetPolicies(Policies.Administrator).SetClaims(SignedIn.Claims("a", Seed.Now.AddHours(8)));
    }

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(Seed.Now));

    protected ChangeBroker Changes { get; } = new();

    protected ModelRegistry Registry { get; }

    protected BunitAuthorizationContext Authorization { get; }

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private protected MonitorFiles Files => _files;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _files.Dispose();
    }
}
