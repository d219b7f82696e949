using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>
/// Scans the encounters of a period and records that it was done, so that a later scan of some of the same people can be told to be a second look. One scan at
/// a time: each takes all processors.
/// </summary>
public sealed class ScanDesk(IDbContextFactory<MonitorDbContext> contexts, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _scanning = new(1);

    /// <param name="who">The person who asked, for the trail.</param>
    public async Task<ScanReport> RunAsync(PeriodResult.Ready ready, ScanSettings settings, string who, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ready);
        await _scanning.WaitAsync(cancellationToken);
        try
        {
            var result = await Task.Run(() => SubgroupScan.Run(ready.Period, settings, progress, cancellationToken), cancellationToken);
            return new ScanReport(result, await RecordAsync(ready, result, who, cancellationToken));
        }
        finally
        {
            _scanning.Release();
        }
    }

    public void Dispose() => _scanning.Dispose();

    private async Task<ScanStanding> RecordAsync(PeriodResult.Ready ready, ScanResult result, string who, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var subject = ready.Period.Definition.Key;
        var details = await context.AuditEntries.AsNoTracking()
            .Where(entry => entry.What == ScanRecord.What && entry.Subject == subject)
            .OrderBy(entry => entry.Id)
            .Select(entry => entry.Details)
            .ToListAsync(cancellationToken);
        var settings = result.Settings;
        var scan = new ScanRecord(ready.Period.Days, settings.Metric.Key, settings.Threshold, settings.Minimum, ready.Facts.Key.Fingerprint, IsExploratory: false);
        var earlier = details.Select(ScanRecord.TryRead).OfType<ScanRecord>().ToList();
        var others = earlier.Where(record => !record.IsSameAs(scan) && record.Days.Overlaps(scan.Days)).Distinct().Count();

        // Whoever asks the same again sees what was seen already: that is no further look.
        if (earlier.Find(record => record.IsSameAs(scan)) is { } same)
            return new ScanStanding(same.IsExploratory, others);
        scan = scan with { IsExploratory = others > 0 };
        context.AuditEntries.Add(new AuditEntry
        {
            At = time.GetUtcNow().UtcDateTime,
            Who = who,
            What = ScanRecord.What,
            Subject = subject,
            Details = scan.ToDetails(result.Found.Count, result.Found.Count(find => find.IsConfirmed)),
        });
        await context.SaveChangesAsync(cancellationToken);
        return new ScanStanding(scan.IsExploratory, others);
    }
}
