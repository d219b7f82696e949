using EquityMonitor.Reporting.Files;
using EquityMonitor.Reporting.Html;

namespace EquityMonitor.Reporting.Audit;

/// <summary>The three documents of an audit: <c>audit.json</c>, <c>audit.csv</c>, <c>audit.html</c>, all or none.</summary>
public static class AuditFiles
{
    public static Task WriteAsync(AuditFigures figures, string folder, CancellationToken ct) => AtomicFiles.WriteAsync(
        folder,
        [
            ("audit.json", (stream, token) => AuditJson.WriteAsync(figures, stream, token)),
            ("audit.csv", (stream, token) => AuditCsv.WriteAsync(figures, stream, token)),
            ("audit.html", (stream, token) => AuditHtml.WriteAsync(figures, stream, token)),
        ],
        ct);
}
