using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Overview;
using Microsoft.Extensions.Logging.Abstractions;

namespace EquityMonitor.Web.Tests.Features.Models;

internal static class ModelReaders
{
    public static ModelReader Of(MonitorFiles files, TimeProvider time) =>
        new(files, new HeaderReader(new AlertDesk(files, new ChangeBroker(), time)), new PerformanceReader(new PointHistoryReader(new PointMemory())), NullLogger<ModelReader>.Instance);
}
