using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Monitoring.Tests.Alerts;

public sealed class AlertDeskTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 9, 3, 8, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly FakeTimeProvider _time = new(Now);
    private readonly ChangeBroker _changes = new();
    private readonly List<Change> _published = [];
    private readonly IDisposable _subscription;
    private readonly int _alertId;

    public AlertDeskTests()
    {
        _subscription = _changes.Subscribe(_published.Add);
        _alertId = Fill();
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task Acknowledge_OpenAlert_KeepsWhoAndWhenInOneTransactionAndPublishesAfterIt()
    {
        var outcome = await Desk().AcknowledgeAsync(_alertId, "Dr One", "  looking into it ", CancellationToken.None);

        outcome.ShouldBe(new AlertOutcome.Done(1));
        await using var context = _database.CreateDbContext();
        var alert = await context.Alerts.Include(row => row.Actions).SingleAsync();
        alert.State.ShouldBe(AlertState.Acknowledged);
        alert.AcknowledgedBy.ShouldBe("Dr One");
        alert.AcknowledgedAt.ShouldBe(Now.UtcDateTime);
        var action = alert.Actions.ShouldHaveSingleItem();
        (action.Kind, action.Who, action.Comment).ShouldBe((AlertActionKind.Acknowledged, "Dr One", "looking into it"));
        (await context.AuditEntries.SingleAsync()).What.ShouldBe("alert acknowledged");
        _published.ShouldBe([new Change("readmission", ChangeKind.AlertChanged)]);
    }

    [Fact]
    public async Task Acknowledge_SecondPerson_LearnsWhoDidItAndNothingIsRecorded()
    {
        await Desk().AcknowledgeAsync(_alertId, "Dr One", null, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(5));

        var outcome = await Desk().AcknowledgeAsync(_alertId, "Dr Two", null, CancellationToken.None);

        outcome.ShouldBe(new AlertOutcome.AlreadyDone("Dr One", Now.UtcDateTime));
        (await ActionsAsync()).ShouldBe([(AlertActionKind.Acknowledged, "Dr One")]);
    }

    [Fact]
    public async Task Acknowledge_SomebodySavesBetweenReadAndWrite_TheSecondSeesWhoDidIt()
    {
        var slow = new Interrupted(_database, () => Desk().AcknowledgeAsync(_alertId, "Dr Quick", null, CancellationToken.None));

        var outcome = await new AlertDesk(slow, _changes, _time).AcknowledgeAsync(_alertId, "Dr Slow", null, CancellationToken.None);

        outcome.ShouldBeOfType<AlertOutcome.AlreadyDone>().By.ShouldBe("Dr Quick");
        (await ActionsAsync()).ShouldBe([(AlertActionKind.Acknowledged, "Dr Quick")]);
        await using var context = _database.CreateDbContext();
        (await context.AuditEntries.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Acknowledge_ManyAtOnce_ExactlyOneIsRecorded()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Desk().AcknowledgeAsync(_alertId, $"Dr {i}", null, CancellationToken.None))));

        outcomes.OfType<AlertOutcome.Done>().Count().ShouldBe(1);
        outcomes.OfType<AlertOutcome.AlreadyDone>().Count().ShouldBe(7);
        (await ActionsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Resolve_AlertChangedSinceThePersonLooked_IsRefusedAndSaysByWhom()
    {
        await Desk().AcknowledgeAsync(_alertId, "Dr One", null, CancellationToken.None);

        var outcome = await Desk().ResolveAsync(_alertId, 0, "Dr Two", "The interpreter is back.", CancellationToken.None);

        outcome.ShouldBe(new AlertOutcome.Changed("Dr One", Now.UtcDateTime, 1));
    }

    [Fact]
    public async Task Dismiss_ThenAnything_SaysThatItIsClosedByWhom()
    {
        (await Desk().DismissAsync(_alertId, 0, "Dr One", "recorded twice", CancellationToken.None)).ShouldBe(new AlertOutcome.Done(1));

        var closed = new AlertOutcome.Closed(AlertState.Dismissed, "Dr One", Now.UtcDateTime);
        (await Desk().AcknowledgeAsync(_alertId, "Dr Two", null, CancellationToken.None)).ShouldBe(closed);
        (await Desk().ResolveAsync(_alertId, 1, "Dr Two", "The interpreter is back.", CancellationToken.None)).ShouldBe(closed);
        (await Desk().OpenAlertsAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Dismiss_WithoutReason_IsRefused() =>
        await Should.ThrowAsync<ArgumentException>(() => Desk().DismissAsync(_alertId, 0, "Dr One", "  ", CancellationToken.None));

    [Fact]
    public async Task Resolve_WithoutWhatWasDone_IsRefused() =>
        await Should.ThrowAsync<ArgumentException>(() => Desk().ResolveAsync(_alertId, 0, "Dr One", "  ", CancellationToken.None));

    [Fact]
    public async Task Comment_ClosedAlert_IsKept()
    {
        await Desk().ResolveAsync(_alertId, 0, "Dr One", "The interpreter is back.", CancellationToken.None);

        (await Desk().CommentAsync(_alertId, "Dr Two", "seen again at the site", CancellationToken.None)).ShouldBe(new AlertOutcome.Done(1));

        (await ActionsAsync()).ShouldBe([(AlertActionKind.Resolved, "Dr One"), (AlertActionKind.Commented, "Dr Two")]);
    }

    [Fact]
    public async Task Acknowledge_NoSuchAlert_IsNotFound() =>
        (await Desk().AcknowledgeAsync(_alertId + 1, "Dr One", null, CancellationToken.None)).ShouldBe(new AlertOutcome.NotFound());

    [Fact]
    public async Task OpenAlerts_Open_CarryModelAndSubgroup()
    {
        var open = (await Desk().OpenAlertsAsync(CancellationToken.None)).ShouldHaveSingleItem();

        open.ModelName.ShouldBe("Readmission");
        open.Subgroup.ShouldBe(SubgroupKey.Of("language", "Spanish"));
        open.Alert.Evidence.Value.ShouldBe(0.42);
    }

    private AlertDesk Desk() => new(_database, _changes, _time);

    private async Task<List<(AlertActionKind Kind, string Who)>> ActionsAsync()
    {
        await using var context = _database.CreateDbContext();
        return [.. (await context.AlertActions.OrderBy(action => action.Id).ToListAsync()).Select(action => (action.Kind, action.Who))];
    }

    private int Fill()
    {
        using var context = _database.CreateDbContext();
        var model = new Model
        {
            Key = "readmission",
            Name = "Readmission",
            DefinitionYaml = "",
            DefinitionHash = "",
            Revision = 1,
            AlertsFrom = new DateOnly(2026, 1, 1),
            RegisteredAt = Now.UtcDateTime,
        };
        context.Models.Add(model);
        context.SaveChanges();
        var subgroup = new Subgroup { ModelId = model.Id, Key = "language=Spanish", Order = 1 };
        context.Subgroups.Add(subgroup);
        context.SaveChanges();
        var day = new DateOnly(2026, 9, 1);
        var alert = new Alert
        {
            ModelId = model.Id,
            RuleKey = "sens-floor",
            RuleName = "Sensitivity floor",
            Severity = Severity.High,
            Revision = 1,
            SubgroupId = subgroup.Id,
            State = AlertState.Open,
            OpenedFor = day,
            OpenedAt = Now.UtcDateTime,
            Evidence = new AlertEvidence
            {
                Metric = "sensitivity",
                Limit = "at least 0.55",
                Value = 0.42,
                Denominator = 214,
                AdjustedPValue = 0.001,
                Family = 12,
                Scored = 814,
                TruePositives = 90,
                FalsePositives = 200,
                FalseNegatives = 124,
                TrueNegatives = 400,
                ScoredFrom = day,
                ScoredTo = day,
                MatureFrom = day,
                MatureTo = day,
                Window = 90,
            },
        };
        context.Alerts.Add(alert);
        context.SaveChanges();
        return alert.Id;
    }

    /// <summary>Lets somebody else act after the first context has read and before it saves: its second query runs the interruption.</summary>
    private sealed class Interrupted(TestDatabase database, Func<Task> interruption) : IDbContextFactory<MonitorDbContext>
    {
        private bool _done;

        public MonitorDbContext CreateDbContext()
        {
            var context = database.CreateDbContext();
            if (!_done)
            {
                _done = true;
                context.SavingChanges += (_, _) => interruption().GetAwaiter().GetResult();
            }

            return context;
        }
    }
}
