using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Evidence;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <param name="Course">Null where there is none.</param>
public sealed record CourseRead(EvidenceShown? Course);

/// <summary>Reads the course of the evidence behind the page that it stands on, so that nobody waits for it before seeing the alert.</summary>
public sealed partial class CoursePanel : LivePage<CourseRead>
{
    [Parameter, EditorRequired] public int AlertId { get; set; }

    [Parameter, EditorRequired] public string ModelKey { get; set; } = string.Empty;

    [Inject] private IAlertDetailReader Reader { get; set; } = default!;

    protected override string Name => "the evidence of an alert";

    protected override object Address => AlertId;

    protected override bool Concerns(Change change) => change.ModelKey == ModelKey && change.Kind == ChangeKind.Judged;

    protected override async Task<CourseRead> ReadAsync(CancellationToken cancellationToken) => new(await Reader.CourseAsync(AlertId, ShowsSmallCells, cancellationToken));
}
