using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Frame;

/// <summary>The newest as-of day, and how old it is.</summary>
public sealed partial class NewestDay : LivePage<FrameView>
{
    /// <summary>The address of the page, which says whose page it is.</summary>
    [Parameter, EditorRequired] public string Uri { get; set; } = string.Empty;

    [Inject] private FrameReader Reader { get; set; } = default!;

    protected override string Name => "the newest day";

    private string? ModelKey => SwitchAddress.ModelOf(new Uri(Uri, UriKind.Absolute));

    protected override bool Concerns(Change change) => change.Kind is ChangeKind.Registered or ChangeKind.Evaluated;

    protected override Task<FrameView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync([], cancellationToken);
}
