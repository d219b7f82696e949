using System.Globalization;
using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>A day whose new content waits for a better pull or for a person.</summary>
/// <param name="Rows">Rows of the content that waits.</param>
/// <param name="RejectedRows">Rows that were refused with it.</param>
/// <param name="KnownOutcomes">Known outcomes of the content that waits.</param>
/// <param name="RowsInForce">Rows of the content that stays in force meanwhile; null when the day has none yet.</param>
/// <param name="KnownOutcomesInForce">Its known outcomes.</param>
public sealed record HeldDay(
    DateOnly Day, DateTime Since, HoldReason Reason, int Rows, int RejectedRows, int KnownOutcomes, int? RowsInForce, int? KnownOutcomesInForce);

/// <summary>The held days of a model, and a person's decision that one of them is right as it is.</summary>
public sealed class HeldDays(IDbContextFactory<MonitorDbContext> contexts, TimeProvider time, ChangeBroker broker)
{
    /// <summary>Ascending by day.</summary>
    public async Task<IReadOnlyList<HeldDay>> ListAsync(int modelId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.PendingDays.Where(pending => pending.ModelId == modelId && pending.Hold != null)
            .OrderBy(pending => pending.Day)
            .Select(pending => new HeldDay(
                pending.Day, pending.Since, pending.Hold!.Value, pending.Rows, pending.RejectedRows, pending.KnownOutcomes,
                context.EncounterDays.Where(day => day.ModelId == modelId && day.Day == pending.Day).Select(day => (int?)day.Rows).FirstOrDefault(),
                context.EncounterDays.Where(day => day.ModelId == modelId && day.Day == pending.Day).Select(day => (int?)day.KnownOutcomes).FirstOrDefault()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Puts the waiting content in force, and writes down who decided so.</summary>
    /// <returns>False when the day is no longer held, or its waiting content was replaced in the same moment: the person should look again.</returns>
    public async Task<bool> AcceptAsync(int modelId, DateOnly day, string who, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(who);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var pending = await context.PendingDays.SingleOrDefaultAsync(pending => pending.ModelId == modelId && pending.Day == day && pending.Hold != null, cancellationToken);
        if (pending is not { ContentHash: { } hash, KeyId: { } keyId, Revision: { } revision, Arrow: { } arrow })
            return false;
        var key = await context.Models.Where(model => model.Id == modelId).Select(model => model.Key).SingleAsync(cancellationToken);
        var before = await context.EncounterDays.SingleOrDefaultAsync(stored => stored.ModelId == modelId && stored.Day == day, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        context.AuditEntries.Add(new AuditEntry { At = now, Who = who, What = "held day accepted", Subject = key, Details = Describe(pending, before) });
        var stored = StoredContent.Put(context, before, modelId, day, hash, arrow);
        stored.Rows = pending.Rows;
        stored.KnownOutcomes = pending.KnownOutcomes;
        stored.KeyId = keyId;
        stored.Revision = revision;
        stored.PulledAt = now;
        context.PendingDays.Remove(pending);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }

        broker.Publish(new Change(key, ChangeKind.Pulled));
        return true;
    }

    private static string Describe(PendingDay pending, EncounterDay? before) => string.Create(
        CultureInfo.InvariantCulture,
        $"{pending.Day:yyyy-MM-dd}, held for {pending.Hold}: {pending.Rows} rows, {pending.KnownOutcomes} known outcomes, {pending.RejectedRows} rejected rows; before {before?.Rows ?? 0} rows, {before?.KnownOutcomes ?? 0} known outcomes.");
}
