using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Reporting.Tables;

namespace EquityMonitor.Web.Features.Administration.Trail;

/// <summary>The audit trail as a table to download.</summary>
public static class AuditTable
{
    public static DataTable Of(IReadOnlyList<AuditEntry> entries) => new(
        "Audit trail",
        [DataColumn.Moment("When (UTC)"), DataColumn.Text("Who"), DataColumn.Text("What"), DataColumn.Text("Subject"), DataColumn.Text("Details")],
        [.. entries.Select(entry => (IReadOnlyList<object?>)[entry.At, entry.Who, entry.What, entry.Subject, entry.Details])]);
}
