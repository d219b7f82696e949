using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Web.Features.Models.Calibration;
using EquityMonitor.Web.Features.Models.Drift;
using EquityMonitor.Web.Features.Models.Gaps;
using EquityMonitor.Web.Features.Models.LabelAudit;
using EquityMonitor.Web.Features.Models.Outcomes;

namespace EquityMonitor.Web.Features.Models.Tabs;

/// <summary>Reads what the tabs of a model show beside stored points. What takes computing is done off the page, given up with it, and kept while its input is the same.</summary>
public sealed class TabReader(ModelAnalyses analyses)
{
    public async Task<CalibrationView> CalibrationAsync(TabScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new CalibrationBuilder(scope).Build(Known(await analyses.CalibrationAsync(scope.Query, cancellationToken), scope));
    }

    public async Task<DriftView> DriftAsync(TabScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new DriftBuilder(scope).Build(Known(await analyses.DriftAsync(scope.Query, cancellationToken), scope));
    }

    public async Task<OutcomesView> OutcomesAsync(TabScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new OutcomesBuilder(scope).Build(Known(await analyses.OutcomesAsync(scope.Query, cancellationToken), scope));
    }

    public async Task<LabelAuditView> LabelAuditAsync(TabScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new LabelAuditBuilder(scope).Build(Known(await analyses.LabelAuditAsync(scope.Query, scope.Choice.Dimension.Column, cancellationToken), scope));
    }

    public async Task<GapsView> GapsAsync(TabScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new GapsBuilder(scope).Build(Known(await analyses.GapsAsync(scope.Query, scope.Choice.Metric, cancellationToken), scope));
    }

    private static T Known<T>(T? analysis, TabScope scope)
        where T : class => analysis ?? throw new InvalidOperationException($"The model '{scope.ModelKey}' was removed while its page was open.");
}
