using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>Puts content under a day without loading what it replaces.</summary>
internal static class StoredContent
{
    /// <param name="stored">The tracked day, or null for a new one. Its counts, key and revision are the caller's to set.</param>
    public static EncounterDay Put(MonitorDbContext context, EncounterDay? stored, int modelId, DateOnly day, string hash, byte[] arrow)
    {
        var content = new EncounterDayContent { ModelId = modelId, Day = day, Arrow = arrow };
        if (stored is null)
        {
            stored = new EncounterDay { ModelId = modelId, Day = day, ContentHash = hash, KeyId = "", Rows = 0, KnownOutcomes = 0, Revision = 0, PulledAt = default };
            context.EncounterDays.Add(stored);
            context.EncounterDayContents.Add(content);
        }
        else
        {
            stored.ContentHash = hash;
            context.EncounterDayContents.Attach(content).State = EntityState.Modified;
        }

        return stored;
    }
}
