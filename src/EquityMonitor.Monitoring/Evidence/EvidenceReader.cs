using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>What pages show of peek-safe evidence. Reads only.</summary>
public sealed class EvidenceReader(IDbContextFactory<MonitorDbContext> contexts)
{
    /// <summary>The evidence of a rule in force about a subgroup; null when the rule asks for interval evidence, or no encounter day of the subgroup is in the ledger.</summary>
    public async Task<EvidencePath?> PathAsync(int modelId, string ruleKey, int subgroupId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var model = await context.Models.AsNoTracking().SingleOrDefaultAsync(model => model.Id == modelId, cancellationToken);

        // Nothing writes a ledger yet.
        _ = (model, ruleKey, subgroupId);
        return null;
    }
}
