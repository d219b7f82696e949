using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Alerts;

/// <summary>
/// Where people work alerts. Whatever is done is kept with who did it and when, in the transaction that changes the alert; of two people who act at once
/// the second learns what the first did.
/// </summary>
public sealed class AlertDesk(IDbContextFactory<MonitorDbContext> contexts, ChangeBroker changes, TimeProvider time)
{
    /// <summary>Longest comment that is taken.</summary>
    public const int CommentLength = 2000;

    // Every attempt reads anew, so a second conflict needs a second person in the same millisecond; the rest is for nightly runs that touch the alert too.
    private const int Attempts = 4;

    /// <summary>Open and acknowledged alerts, the most severe first, then the longest open.</summary>
    public async Task<IReadOnlyList<OpenAlert>> OpenAlertsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from alert in context.Alerts.AsNoTracking()
            join model in context.Models.AsNoTracking() on alert.ModelId equals model.Id
            join subgroup in context.Subgroups.AsNoTracking() on alert.SubgroupId equals subgroup.Id
            where alert.State == AlertState.Open || alert.State == AlertState.Acknowledged
            select new { Alert = alert, ModelKey = model.Key, ModelName = model.Name, Subgroup = subgroup.Key }).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new OpenAlert(row.Alert, row.ModelKey, row.ModelName, SubgroupKey.Parse(row.Subgroup)))
                .OrderByDescending(row => row.Alert.Severity)
                .ThenBy(row => row.Alert.OpenedFor)
                .ThenBy(row => row.Alert.Id),
        ];
    }

    /// <summary>How many alerts wait for people.</summary>
    public async Task<AlertTotal> CountAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var states = await context.Alerts.Where(alert => alert.State == AlertState.Open || alert.State == AlertState.Acknowledged)
            .GroupBy(alert => alert.State)
            .Select(group => new { State = group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return new AlertTotal(states.Where(row => row.State == AlertState.Open).Sum(row => row.Count), states.Where(row => row.State == AlertState.Acknowledged).Sum(row => row.Count));
    }

    /// <summary>
    /// Records that a person has seen the alert and takes it on. An alert that changed since the person looked, but that nobody acknowledged or closed, is
    /// acknowledged all the same: what the person meant still holds.
    /// </summary>
    public Task<AlertOutcome> AcknowledgeAsync(int alertId, Person who, string? comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(who);
        return ChangeAsync(alertId, null, who.Name, AlertActionKind.Acknowledged, Optional(comment), "alert acknowledged", alert =>
        {
            if (alert.State == AlertState.Acknowledged)
                return false;
            alert.State = AlertState.Acknowledged;
            (alert.AcknowledgedBy, alert.AcknowledgedByKey, alert.AcknowledgedAt) = (who.Name, who.Key, Now());
            return true;
        }, cancellationToken);
    }

    /// <summary>The same for somebody of whom nothing but the name is known.</summary>
    public Task<AlertOutcome> AcknowledgeAsync(int alertId, string who, string? comment, CancellationToken cancellationToken) =>
        AcknowledgeAsync(alertId, Person.Named(who), comment, cancellationToken);

    /// <summary>Adds a comment, also to a closed alert.</summary>
    public async Task<AlertOutcome> CommentAsync(int alertId, string who, string comment, CancellationToken cancellationToken)
    {
        var text = Required(comment, "A comment");
        ArgumentException.ThrowIfNullOrWhiteSpace(who);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var alert = await context.Alerts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == alertId, cancellationToken);
        if (alert is null)
            return new AlertOutcome.NotFound();
        var key = await RecordAsync(context, alert, who, AlertActionKind.Commented, text, "alert commented", cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        changes.Publish(new Change(key, ChangeKind.AlertChanged));
        return new AlertOutcome.Done(alert.Version);
    }

    /// <summary>Closes the alert as dealt with, by what was done.</summary>
    /// <exception cref="ArgumentException">What was done is blank or too long.</exception>
    public Task<AlertOutcome> ResolveAsync(int alertId, int expectedVersion, string who, string done, CancellationToken cancellationToken) =>
        ChangeAsync(alertId, expectedVersion, who, AlertActionKind.Resolved, Required(done, "What was done"), "alert resolved", alert => Close(alert, AlertState.Resolved), cancellationToken);

    /// <summary>Closes the alert as not a problem, for the stated reason.</summary>
    /// <exception cref="ArgumentException">The reason is blank or too long.</exception>
    public Task<AlertOutcome> DismissAsync(int alertId, int expectedVersion, string who, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(alertId, expectedVersion, who, AlertActionKind.Dismissed, Required(reason, "A reason"), "alert dismissed", alert => Close(alert, AlertState.Dismissed), cancellationToken);

    private async Task<AlertOutcome> ChangeAsync(
        int alertId, int? expectedVersion, string who, AlertActionKind kind, string? comment, string what, Func<Alert, bool> change, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(who);
        for (var attempt = 1; ; attempt++)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var alert = await context.Alerts.FirstOrDefaultAsync(row => row.Id == alertId, cancellationToken);
            if (alert is null)
                return new AlertOutcome.NotFound();
            if (!alert.IsOpen)
            {
                var closing = await LastAsync(context, alert, ClosingKind(alert.State), cancellationToken);
                return new AlertOutcome.Closed(alert.State, closing?.Who, closing?.At ?? alert.ClosedAt);
            }

            if (expectedVersion is { } expected && expected != alert.Version)
            {
                var last = await LastAsync(context, alert, null, cancellationToken);
                return new AlertOutcome.Changed(last?.Who, last?.At, alert.Version);
            }

            if (!change(alert))
                return new AlertOutcome.AlreadyDone(alert.AcknowledgedBy ?? string.Empty, alert.AcknowledgedAt ?? alert.OpenedAt);
            var key = await RecordAsync(context, alert, who, kind, comment, what, cancellationToken);
            try
            {
                await context.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                continue;
            }

            changes.Publish(new Change(key, ChangeKind.AlertChanged));
            return new AlertOutcome.Done(alert.Version);
        }
    }

    private bool Close(Alert alert, AlertState state)
    {
        alert.State = state;
        alert.ClosedAt = Now();
        return true;
    }

    private async Task<string> RecordAsync(
        MonitorDbContext context, Alert alert, string who, AlertActionKind kind, string? comment, string what, CancellationToken cancellationToken)
    {
        var modelKey = await context.Models.Where(model => model.Id == alert.ModelId).Select(model => model.Key).FirstAsync(cancellationToken);
        var subgroup = await context.Subgroups.Where(row => row.Id == alert.SubgroupId).Select(row => row.Key).FirstAsync(cancellationToken);
        var now = Now();
        context.AlertActions.Add(new AlertAction { AlertId = alert.Id, At = now, Who = who, Kind = kind, Comment = comment });
        context.AuditEntries.Add(new AuditEntry
        {
            At = now,
            Who = who,
            What = what,
            Subject = FormattableString.Invariant($"{modelKey}, alert {alert.Id}"),
            Details = $"Rule {alert.RuleKey}, {(subgroup.Length == 0 ? "All" : subgroup)}{(comment is null ? null : $": {comment}")}",
        });
        return modelKey;
    }

    private static Task<AlertAction?> LastAsync(MonitorDbContext context, Alert alert, AlertActionKind? kind, CancellationToken cancellationToken) =>
        context.AlertActions.AsNoTracking()
            .Where(action => action.AlertId == alert.Id && (kind == null || action.Kind == kind))
            .OrderByDescending(action => action.Id)
            .FirstOrDefaultAsync(cancellationToken);

    private static AlertActionKind ClosingKind(AlertState state) => state switch
    {
        AlertState.Recovered => AlertActionKind.Recovered,
        AlertState.Resolved => AlertActionKind.Resolved,
        _ => AlertActionKind.Dismissed,
    };

    private DateTime Now() => time.GetUtcNow().UtcDateTime;

    private static string? Optional(string? comment) => string.IsNullOrWhiteSpace(comment) ? null : Required(comment, "A comment");

    private static string Required(string text, string what)
    {
        var trimmed = text?.Trim() ?? string.Empty;
        if (trimmed.Length == 0)
            throw new ArgumentException($"{what} is required.", nameof(text));
        if (trimmed.Length > CommentLength)
            throw new ArgumentException(FormattableString.Invariant($"{what} takes at most {CommentLength} characters; this has {trimmed.Length}."), nameof(text));
        return trimmed;
    }
}

/// <summary>An alert that waits for people, with the names that a list needs.</summary>
public sealed record OpenAlert(Alert Alert, string ModelKey, string ModelName, SubgroupKey Subgroup);

/// <param name="Open">Not acknowledged by anybody.</param>
public sealed record AlertTotal(int Open, int Acknowledged);
