using EquityMonitor.Monitoring.Alerts;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>What a form says that asks a person for a text about an alert.</summary>
/// <param name="Button">Opens the form.</param>
/// <param name="Help">What happens.</param>
/// <param name="Label">Of the text.</param>
/// <param name="NeedsText">It cannot be done without a text.</param>
/// <param name="Missing">What to say when the text is missing.</param>
/// <param name="Done">What to say when it was recorded.</param>
public sealed record ActionWords(string Button, string Title, string Help, string Label, string Confirm, bool NeedsText, string Missing, string Done)
{
    private static readonly ActionWords Comment = new(
        "Comment", "Comment", "Kept with your name and the time, for everyone who reads this alert. It cannot be changed later.",
        "Comment", "Add the comment", true, "Write the comment first.", "Your comment is recorded.");

    private static readonly ActionWords Resolve = new(
        "Resolve", "Resolve this alert", "Closes the alert as dealt with. It does not open again while the same finding lasts; its figures stay on the model's page.",
        "What was done, and why that suffices", "Resolve this alert", true, "Say first what was done: whoever reads this alert later will ask.", "The alert is resolved.");

    private static readonly ActionWords Dismiss = new(
        "Dismiss", "Dismiss this alert", "Closes the alert as not a problem. It does not open again while the same finding lasts. The reason is kept for auditors.",
        "Reason", "Dismiss this alert", true, "Give the reason first: an auditor will ask for it.", "The alert is dismissed.");

    public static ActionWords Of(AlertActionKind kind) => kind switch
    {
        AlertActionKind.Commented => Comment,
        AlertActionKind.Resolved => Resolve,
        AlertActionKind.Dismissed => Dismiss,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nothing is asked for this action."),
    };
}
