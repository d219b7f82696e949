using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>Writes the days of one chunk, each in a transaction of its own: content, counts of rejected rows, and the day's place in the queue.</summary>
internal sealed class DayWriter : IAsyncDisposable
{
    private readonly MonitorDbContext _context;
    private readonly ModelInForce _model;
    private readonly string _keyId;
    private readonly TimeProvider _time;
    private readonly Dictionary<DateOnly, EncounterDay> _days;
    private readonly Dictionary<DateOnly, PendingDay> _pending;
    private readonly ILookup<DateOnly, QuarantineCount> _quarantine;

    private DayWriter(
        MonitorDbContext context, ModelInForce model, string keyId, TimeProvider time,
        Dictionary<DateOnly, EncounterDay> days, Dictionary<DateOnly, PendingDay> pending, ILookup<DateOnly, QuarantineCount> quarantine)
    {
        _context = context;
        _model = model;
        _keyId = keyId;
        _time = time;
        _days = days;
        _pending = pending;
        _quarantine = quarantine;
    }

    public static async Task<DayWriter> OpenAsync(
        IDbContextFactory<MonitorDbContext> contexts, ModelInForce model, IReadOnlyList<DateOnly> chunk, string keyId, TimeProvider time, CancellationToken cancellationToken)
    {
        var (id, from, to) = (model.Id, chunk[0], chunk[^1]);
        var context = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            await context.Database.OpenConnectionAsync(cancellationToken);
            var days = await context.EncounterDays.Where(day => day.ModelId == id && day.Day >= from && day.Day <= to).ToDictionaryAsync(day => day.Day, cancellationToken);
            var pending = await context.PendingDays.Where(day => day.ModelId == id && day.Day >= from && day.Day <= to).ToDictionaryAsync(day => day.Day, cancellationToken);
            var quarantine = await context.QuarantineCounts.Where(count => count.ModelId == id && count.Day >= from && count.Day <= to).ToListAsync(cancellationToken);
            return new DayWriter(context, model, keyId, time, days, pending, quarantine.ToLookup(count => count.Day));
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether the day had content in force when this writer looked.</summary>
    public bool HasStored(DateOnly day) => _days.ContainsKey(day);

    public async Task WriteAsync(PulledDay pulled, CancellationToken cancellationToken)
    {
        ReplaceQuarantine(pulled);
        var stored = _days.GetValueOrDefault(pulled.Day);
        var sameShape = stored is null || _model.SameShape(stored.Revision);
        if (stored is { Rows: > 0 } && pulled.IsGone && !sameShape && _model.Of(stored.Revision) is { } old && DayShape.KeepsRows(old, _model.Definition))
            await RetainAsync(stored, old, cancellationToken);
        else if (stored is not null && stored.ContentHash == pulled.Hash)
            Confirm(stored);
        else if (HoldCheck.Of(pulled.Read, pulled.RejectedRows, pulled.Columns.Rows, pulled.KnownOutcomes, sameShape ? stored : null) is { } reason)
            Hold(pulled, reason);
        else
            Install(pulled);

        await _context.SaveChangesAsync(cancellationToken);
        foreach (var entry in _context.ChangeTracker.Entries<EncounterDayContent>().ToArray())
            entry.State = EntityState.Detached;
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Install(PulledDay pulled)
    {
        var stored = StoredContent.Put(_context, _days.GetValueOrDefault(pulled.Day), _model.Id, pulled.Day, pulled.Hash, EncounterDayCodec.Encode(pulled.Columns));
        stored.Rows = pulled.Columns.Rows;
        stored.KnownOutcomes = pulled.KnownOutcomes;
        Confirm(stored);
    }

    /// <summary>What is stored is in force under today's definition and key, and the day has been seen to.</summary>
    private void Confirm(EncounterDay stored)
    {
        stored.KeyId = _keyId;
        stored.Revision = _model.Model.Revision;
        stored.PulledAt = Now;
        if (_pending.Remove(stored.Day, out var pending))
            _context.PendingDays.Remove(pending);
    }

    /// <summary>The definition changed and the source no longer has the day: the rows stay, with their key, and only what still means the same.</summary>
    private async Task RetainAsync(EncounterDay stored, ModelDefinition old, CancellationToken cancellationToken)
    {
        var arrow = await _context.EncounterDayContents.Where(content => content.ModelId == stored.ModelId && content.Day == stored.Day)
            .Select(content => content.Arrow).SingleAsync(cancellationToken);
        var columns = DayShape.Retain(EncounterDayCodec.Decode(arrow), old, _model.Definition);
        var hash = ContentHash.Of(columns);
        if (stored.ContentHash != hash)
            StoredContent.Put(_context, stored, stored.ModelId, stored.Day, hash, EncounterDayCodec.Encode(columns));
        var keyId = stored.KeyId;
        Confirm(stored);
        stored.KeyId = keyId;
    }

    private void Hold(PulledDay pulled, HoldReason reason)
    {
        if (!_pending.TryGetValue(pulled.Day, out var pending))
        {
            pending = new PendingDay { ModelId = _model.Id, Day = pulled.Day, Since = Now };
            _context.PendingDays.Add(pending);
            _pending.Add(pulled.Day, pending);
        }
        else if (pending.Hold is null)
        {
            pending.Since = Now;
        }

        pending.Hold = reason;
        pending.Rows = pulled.Columns.Rows;
        pending.RejectedRows = pulled.RejectedRows;
        pending.KnownOutcomes = pulled.KnownOutcomes;
        pending.KeyId = _keyId;
        pending.Revision = _model.Model.Revision;
        if (pending.ContentHash == pulled.Hash)
            return;
        pending.ContentHash = pulled.Hash;
        pending.Arrow = EncounterDayCodec.Encode(pulled.Columns);
    }

    private void ReplaceQuarantine(PulledDay pulled)
    {
        var left = _quarantine[pulled.Day].ToDictionary(count => (count.Reason, count.Field));
        foreach (var (kind, rows) in pulled.Rejected)
        {
            if (left.Remove(kind, out var count))
            {
                count.Rows = rows;
                count.PulledAt = Now;
            }
            else
            {
                _context.QuarantineCounts.Add(new QuarantineCount
                {
                    ModelId = _model.Id,
                    Day = pulled.Day,
                    Reason = kind.Reason,
                    Field = kind.Field,
                    Rows = rows,
                    PulledAt = Now,
                });
            }
        }

        _context.QuarantineCounts.RemoveRange(left.Values);
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;
}
