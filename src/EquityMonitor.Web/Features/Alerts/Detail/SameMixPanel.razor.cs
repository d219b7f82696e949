using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>Reads only when it is asked to: the answer takes the encounters of a whole window, which the page itself never reads.</summary>
public sealed partial class SameMixPanel : LivePage<SameMixRead>
{
    private bool _isAsked;

    [Parameter, EditorRequired] public required SameMixQuestion Question { get; set; }

    [Inject] private SameMixReader Reader { get; set; } = default!;

    protected override string Name => "the gap of an alert with the same mix";

    protected override object Address => (Question.Definition.Key, Question.Definition.Confidence, Question.Metric, Question.Window, Question.AsOf, Question.Group);

    private string Title => $"With the same mix of {Question.Mix}";

    protected override bool Concerns(Change change) => _isAsked && change.ModelKey == Question.Definition.Key && change.Kind == ChangeKind.Evaluated;

    protected override async Task<SameMixRead> ReadAsync(CancellationToken cancellationToken) =>
        _isAsked ? await Reader.ReadAsync(Question, ShowsSmallCells, cancellationToken) : new SameMixRead(false, null);

    private async Task AskAsync()
    {
        _isAsked = true;
        await ReadNowAsync();
    }
}
