using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>
/// The days that are to be pulled. They are written down before the first is read, so that a run that is killed at any instant leaves nothing to remember
/// elsewhere: the next one finds the rest.
/// </summary>
internal sealed class PullQueue(IDbContextFactory<MonitorDbContext> contexts, IEncounterSource source, string keyId, TimeProvider time)
{
    /// <summary>A transaction of the source that was open while the last look was taken may carry an earlier change time than the highest seen.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <summary>Adds the days that the scope wants, and the watermark that they stand for, in one transaction.</summary>
    /// <returns>The days to pull now, ascending; those that wait or are held from before are among them.</returns>
    public async Task<IReadOnlyList<DateOnly>> FillAsync(ModelInForce model, PullScope scope, DaySchedule schedule, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var days = await context.EncounterDays.Where(day => day.ModelId == model.Id)
            .Select(day => new { day.Day, day.Revision, day.KeyId }).ToListAsync(cancellationToken);
        var sameShape = days.Select(day => day.Revision).Distinct().ToDictionary(revision => revision, model.SameShape);
        var stored = days.ToDictionary(day => day.Day, day => !sameShape[day.Revision] || day.KeyId != keyId);
        var pending = await context.PendingDays.Where(day => day.ModelId == model.Id).Select(day => day.Day).ToHashSetAsync(cancellationToken);
        var state = await context.PullStates.SingleOrDefaultAsync(state => state.ModelId == model.Id, cancellationToken);
        if (state is null)
            context.PullStates.Add(state = new PullState { ModelId = model.Id });

        IReadOnlyCollection<DateOnly>? changed = null;
        if (model.Definition.ChangedAt is not null && scope is not PullScope.Range)
        {
            var seen = Watermark.Read(state.Watermark, model.Definition);
            var since = seen is { } highest ? highest - Overlap : schedule.FirstDay.AddDays(-1).ToDateTime(TimeOnly.MinValue);
            var answer = await source.ReadChangedDaysAsync(model.Definition, since, cancellationToken);
            changed = answer.Days;

            // Without a change the source answers with what it was asked, which lies before what was already seen. One row with a change time in the future must not hide
            // all changes until then.
            var answered = answer.Highest < Now(model) ? answer.Highest : Now(model);
            if (seen is null || answered > seen)
                state.Watermark = Watermark.Write(answered, model.Definition);
        }

        var wanted = schedule.Wanted(scope, changed, stored);
        var now = time.GetUtcNow().UtcDateTime;
        context.PendingDays.AddRange(wanted.Where(day => !pending.Contains(day)).Select(day => new PendingDay { ModelId = model.Id, Day = day, Since = now }));
        await context.SaveChangesAsync(cancellationToken);

        if (scope is not PullScope.Range)
            wanted.UnionWith(pending.Where(schedule.IsKept));
        return [.. wanted];
    }

    /// <summary>The change column may be on the site's clock or on UTC, so that only what is past on both is surely past; the hours between are asked for again.</summary>
    private DateTime Now(ModelInForce model)
    {
        var utc = time.GetUtcNow();
        var local = TimeZoneInfo.ConvertTime(utc, model.Definition.Time!.Zone).DateTime;
        return DateTime.SpecifyKind(local < utc.UtcDateTime ? local : utc.UtcDateTime, DateTimeKind.Unspecified);
    }
}
