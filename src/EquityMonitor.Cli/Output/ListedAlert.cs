using EquityMonitor.Monitoring.Alerts;

namespace EquityMonitor.Cli.Output;

/// <param name="SubgroupKey">Text of the subgroup key; empty for All.</param>
internal sealed record ListedAlert(Alert Alert, string ModelKey, string SubgroupKey);
