using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Administration.Trail;

public interface IAuditReader
{
    /// <param name="page">From 1; one beyond the last gives the last.</param>
    Task<AuditView> ReadAsync(AuditFilter filter, int page, CancellationToken cancellationToken);

    /// <summary>All entries of the filter, the newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> AllAsync(AuditFilter filter, CancellationToken cancellationToken);
}

/// <param name="Total">Entries of the filter.</param>
/// <param name="Names">Everybody who ever did something.</param>
public sealed record AuditView(AuditFilter Filter, IReadOnlyList<AuditEntry> Entries, int Total, int Page, int Pages, IReadOnlyList<string> Names, IReadOnlyList<string> ModelKeys, TimeZoneInfo Zone)
{
    /// <summary>By key.</summary>
    public IReadOnlyDictionary<string, string> ModelNames { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What an entry is about, with the name of the model in place of its key; the key itself is a subject too.</summary>
    public string NameOf(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var end = subject.IndexOf(',', StringComparison.Ordinal) is var comma and >= 0 ? comma : subject.Length;
        return ModelNames.TryGetValue(subject[..end], out var name) ? name + subject[end..] : subject;
    }
}

/// <summary>Reads the audit trail, the newest entries first.</summary>
public sealed class AuditReader(IDbContextFactory<MonitorDbContext> contexts) : IAuditReader
{
    public const int PageSize = 50;

    public async Task<AuditView> ReadAsync(AuditFilter filter, int page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var zone = await SiteZone.OfAsync(context, cancellationToken);
        var wanted = Wanted(context, filter, zone);
        var total = await wanted.CountAsync(cancellationToken);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        var entries = await wanted.OrderByDescending(entry => entry.Id).Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
        var names = await context.AuditEntries.Select(entry => entry.Who).Distinct().OrderBy(who => who).ToListAsync(cancellationToken);
        var models = await context.Models.Select(model => new { model.Key, model.Name }).OrderBy(model => model.Key).ToListAsync(cancellationToken);
        return new(filter, entries, total, shown, pages, names, models.ConvertAll(model => model.Key), zone)
        {
            ModelNames = models.ToDictionary(model => model.Key, model => model.Name, StringComparer.Ordinal),
        };
    }

    public async Task<IReadOnlyList<AuditEntry>> AllAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Wanted(context, filter, await SiteZone.OfAsync(context, cancellationToken)).OrderByDescending(entry => entry.Id).ToListAsync(cancellationToken);
    }

    private static IQueryable<AuditEntry> Wanted(MonitorDbContext context, AuditFilter filter, TimeZoneInfo zone)
    {
        var entries = context.AuditEntries.AsNoTracking();
        if (filter.Who is { } who)
            entries = entries.Where(entry => entry.Who == who);
        if (filter.Subject is { } subject)
            entries = entries.Where(entry => entry.Subject.Contains(subject));
        if (filter.From is { } from && Midnight(from, zone) is { } first)
            entries = entries.Where(entry => entry.At >= first);
        if (filter.To is { } to && to < DateOnly.MaxValue && Midnight(to.AddDays(1), zone) is { } end)
            entries = entries.Where(entry => entry.At < end);
        return entries;
    }

    private static DateTime Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);

        // Where the clock jumps over midnight, the day begins at the first time that exists.
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }
}
