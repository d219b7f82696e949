using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>Asks the desk once the page is drawn, and gives up when it is left.</summary>
public sealed partial class PowerNote : LivePage<PowerAnswer>
{
    [Parameter, EditorRequired] public required PowerQuestion Question { get; set; }

    /// <summary>One or two sentences, for a place among others.</summary>
    [Parameter] public bool Brief { get; set; }

    [Inject] private PowerDesk Desk { get; set; } = default!;

    protected override string Name => "what could be found";

    protected override object? Address => Question;

    /// <summary>Never that of another question.</summary>
    private PowerAnswer? Answer => View?.Asked == Question ? View : null;

    // Another day or volume is another question.
    protected override bool Concerns(Change change) => false;

    protected override Task<PowerAnswer> ReadAsync(CancellationToken cancellationToken) => Desk.AnswerAsync(Question, cancellationToken);
}
