using System.Text;
using Bunit;
using Bunit.TestDoubles;
using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Operations;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Hangfire;
using Hangfire.InMemory;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Operations;

/// <summary>The page over a small database, with real requests and a scheduler that runs nothing.</summary>
public abstract class OperationsHarness : BunitContext
{
    protected const string Person = "Dr Administrator";

    private readonly MonitorFiles _files = new();
    private readonly InMemoryStorage _storage = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("equitymonitor-definitions-");
    private readonly BunitAuthorizationContext _person;

    protected OperationsHarness()
    {
        Board = new ProgressBoard(Time, NullLogger<ProgressBoard>.Instance);
        Registry = new ModelRegistry(_files, Time, Changes);
        Definitions = new DefinitionFolder(Options.Create(new RegistryOptions { Folder = _folder.FullName }), Registry, NullLogger<DefinitionFolder>.Instance);
        Cancellations = new RunCancellations(Board);
        Gate = new RunGate();
        Requests = new RunRequests(new BackgroundJobClient(_storage), _storage, Gate);
        var held = new HeldDays(_files, Time, Changes);
        var retention = Options.Create(new RetentionOptions());
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddPageServices(Changes, Board, Time).AddSingleton(held).AddSingleton(retention).AddSingleton(Requests).AddSingleton(Cancellations)
            .AddSingleton(new RunDesk(_files, Requests, Cancellations, Time)).AddSingleton(new BackfillPlanner(_files, retention))
            .AddSingleton<CheckSource>((definition, day, cancellation) => Check(definition, day, cancellation))
            .AddSingleton<IOperationsReader>(new OperationsReader(
                _files, held, Definitions, new NextRuns(_storage), Requests, retention, Time, NullLogger<OperationsReader>.Instance));
        _person = AddAuthorization();
        SignInAs(Person, Policies.Operations, Policies.Administrator);
    }

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(Seed.Now));

    protected ChangeBroker Changes { get; } = new();

    protected ProgressBoard Board { get; }

    protected ModelRegistry Registry { get; }

    protected DefinitionFolder Definitions { get; }

    protected RunGate Gate { get; }

    protected RunRequests Requests { get; }

    protected RunCancellations Cancellations { get; }

    protected CheckSource Check { get; set; } = (_, _, _) => Task.FromResult(new SourceCheck([], []));

    protected string FolderPath => _folder.FullName;

    /// <summary>A job that was given up stays in the list until a worker comes to it.</summary>
    protected int Queued => _storage.GetMonitoringApi().EnqueuedJobs("default", 0, 100).Count(job => job.Value?.InEnqueuedState == true);

    protected MonitorDbContext Database() => _files.CreateDbContext();

    protected void SignInAs(string name, params string[] policies) =>
        _person.SetAuthorized(name).SetPolicies(policies).SetClaims(SignedIn.Claims("a", Seed.Now.AddHours(8)));

    /// <summary>One model with results, and one day that is held.</summary>
    private protected void Fill() => Seed.Fill(_files, days: 3);

    protected IRenderedComponent<OperationsPage> Open(string? query = null)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(OperationsPage.Path + query);
        var page = Render<OperationsPage>();
        page.WaitForElement("table, [data-state=Empty]");
        return page;
    }

    /// <summary>Gives the held day of the seed a content that waits, and one in force.</summary>
    protected void Hold()
    {
        using var context = Database();
        var pending = context.PendingDays.Single();
        (pending.Rows, pending.KnownOutcomes, pending.ContentHash, pending.KeyId, pending.Revision, pending.Arrow) = (70, 60, "new", "key", 1, Encoding.UTF8.GetBytes("new"));
        context.SaveChanges();
        Store(pending.Day, 100, 90);
    }

    protected void Store(DateOnly day, int rows, int known)
    {
        using var context = Database();
        var id = context.Models.Single().Id;
        context.EncounterDays.Add(new EncounterDay { ModelId = id, Day = day, ContentHash = "old", KeyId = "key", Rows = rows, KnownOutcomes = known, Revision = 1, PulledAt = Seed.Now.AddDays(-1) });
        context.EncounterDayContents.Add(new EncounterDayContent { ModelId = id, Day = day, Arrow = Encoding.UTF8.GetBytes("old") });
        context.SaveChanges();
    }

    protected void Refuse(DateOnly day, string reason, string field, int rows)
    {
        using var context = Database();
        context.QuarantineCounts.Add(new QuarantineCount { ModelId = context.Models.Single().Id, Day = day, Reason = reason, Field = field, Rows = rows, PulledAt = Seed.Now.AddDays(-1) });
        context.SaveChanges();
    }

    protected IReadOnlyList<string> Audited()
    {
        using var context = Database();
        return [.. context.AuditEntries.OrderBy(entry => entry.Id).Select(entry => $"{entry.Who}: {entry.What}, {entry.Details}")];
    }

    protected static string Plain(string text) => text.Replace(Formats.Space, " ", StringComparison.Ordinal);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        _files.Dispose();
        _storage.Dispose();
        _folder.Delete(recursive: true);
    }
}
