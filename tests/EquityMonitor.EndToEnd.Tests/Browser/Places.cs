using EquityMonitor.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Browser;

/// <summary>Every page in every state that a person can bring about.</summary>
internal static class Places
{
    /// <summary>Stands for the number of the alert of <see cref="AlertedModel"/>.</summary>
    public const string AlertNumber = "{alert}";

    public const string AlertedModel = "sepsis";

    private const string Alert = $"/alerts/{AlertNumber}";
    private const string Compared = "/models/readmission?metric=sensitivity&dimension=language&window=90&range=365&pin=language%3DSpanish&pin=language%3DEnglish";

    /// <summary>Walks from place to place, each of a person with a role (null: not signed in).</summary>
    public static readonly IReadOnlyDictionary<string, (string? Role, IReadOnlyList<Place> Places)> All = new Dictionary<string, (string? Role, IReadOnlyList<Place> Places)>(StringComparer.Ordinal)
    {
        ["overview and models"] = ("Quality",
        [
            new("overview", "/"),
            new("models", "/models"),
            new("model", "/models/readmission"),
            new("model-sepsis", "/models/sepsis"),
            new("model-icu", "/models/icu-mortality", OpenSwitchAsync),
            new("model-compared", Compared),
            new("model-dialog", Compared, OpenTableAndDialogAsync),
            new("model-details", "/models/readmission?intervals=true&allMetrics=true&sort=-sensitivity", ShowAllGroupsAsync),
            new("model-early", "/models/readmission?asOf=2025-08-01&window=28"),
            new("model-unknown", "/models/no-such-model", Status: 404),
        ]),
        ["parts of a model"] = ("Quality",
        [
            new("model-calibration", "/models/readmission?tab=calibration"),
            new("model-drift", "/models/readmission?tab=drift"),
            new("model-outcomes", "/models/readmission?tab=outcomes"),
            new("model-explore", "/models/readmission?tab=explore&group=language%3DSpanish&pin=language%3DSpanish"),
            new("model-evidence", "/models/readmission/evidence?rule=sens-floor&group=language%3DSpanish"),
            new("model-evidence-watched", "/models/readmission/evidence?rule=sens-floor&group=race%3DOther"),
            new("model-trust", "/models/readmission?tab=trust"),
            new("model-label-audit", "/models/readmission?tab=label-audit"),
        ]),
        ["alerts"] = ("Quality",
        [
            new("alerts", "/alerts"),
            new("alerts-filtered", "/alerts?state=all&model=readmission&severity=high&sort=oldest", visit => PressAsync(visit, "Save this view", "#view-name")),
            new("alerts-none", "/alerts?text=nobody-is-called-this"),
            new("alert", Alert),
            new("alert-comment", Alert, visit => PressAsync(visit, "Comment", "#action-text")),
            new("alert-dismiss", Alert, DismissWithoutReasonAsync),
            new("alert-resolve", Alert, visit => PressAsync(visit, "Resolve", "#action-text")),
            new("alert-closed", Alert, ResolveAsync),
            new("alerts-closed", "/alerts?state=closed"),
            new("alert-unknown", "/alerts/999999", Status: 404),
        ]),
        ["summaries and operations"] = ("Administrator",
        [
            new("summaries", "/summaries"),
            new("summary-fleet", "/summaries/2026-05"),
            new("summary-model", "/summaries/2026-05?model=readmission"),
            new("summary-immature", "/summaries/2026-06"),
            new("summary-without-data", "/summaries/2019-01"),
            new("summary-unknown", "/summaries/nonsense", Status: 404),
            new("operations", "/operations"),
            new("operations-readmission", "/operations?model=readmission", OpenFirstReasonAsync),
            new("operations-sepsis", "/operations?model=sepsis", LookAheadAsync),
            new("operations-icu", "/operations?model=icu-mortality"),
            new("operations-unknown", "/operations?model=no-such-model"),
        ]),
        ["administration"] = ("Administrator",
        [
            new("administration", "/administration"),
            new("administration-models", "/administration/models"),
            new("administration-model", "/administration/models?model=readmission"),
            new("administration-import", "/administration/models", RefusedImportAsync),
            new("administration-rules", "/administration/models/readmission/rules"),
            new("administration-rules-errors", "/administration/models/readmission/rules", WrongRuleAsync),
            new("administration-history", "/administration/models/readmission/history?revision=1"),
            new("administration-people", "/administration/people"),
            new("administration-settings", "/administration/settings"),
            new("administration-audit", "/administration/audit"),
            new("administration-audit-none", "/administration/audit?subject=nothing-has-this-name"),
        ]),
        ["help"] = ("Viewer",
        [
            new("help", "/help"),
            new("help-metrics", "/help/metrics"),
            new("help-metric", "/help/metrics/sensitivity"),
            new("help-metric-unknown", "/help/metrics/no-such-metric", Status: 404),
            new("help-methods", "/help/methods"),
            new("help-method", "/help/methods/label-audit"),
            new("help-method-unknown", "/help/methods/no-such-method", Status: 404),
            new("help-evidence", "/help/evidence"),
            new("help-about", "/help/about"),
        ]),
        ["a viewer"] = ("Viewer",
        [
            new("viewer-overview", "/"),
            new("viewer-model", "/models/readmission"),
            new("viewer-drift", "/models/readmission?tab=drift"),
            new("viewer-alert", Alert),
            new("viewer-forbidden", "/administration", Status: 403),
            new("viewer-page-unknown", "/no-such-page", Status: 404),
        ]),
        ["before signing in"] = (null, [new("sign-in", "/sign-in")]),
    };

    private static async Task PressAsync(Visit visit, string button, string until)
    {
        await visit.Button(button).ClickAsync();
        await visit.Page.Locator(until).WaitForAsync();
    }

    private static async Task OpenSwitchAsync(Visit visit)
    {
        await visit.Page.Locator("header [data-action=switch-model]").ClickAsync();
        await visit.Page.Locator("header nav:popover-open").WaitForAsync();
    }

    private static async Task OpenTableAndDialogAsync(Visit visit)
    {
        await visit.Page.Locator("figure.trend .numbers button").First.ClickAsync();
        await visit.Page.Locator("figure.trend .numbers table").WaitForAsync();
        await visit.Page.Locator("figure.trend .figures button.meaning").First.ClickAsync();
        await visit.Dialog.WaitForAsync();
    }

    private static async Task ShowAllGroupsAsync(Visit visit)
    {
        await visit.Page.Locator(".forest [data-action=all]").ClickAsync();
        await visit.Page.Locator(".forest [data-action=all][aria-expanded=true]").WaitForAsync();
        await visit.Page.Locator("table.detailed").WaitForAsync();
    }

    private static async Task DismissWithoutReasonAsync(Visit visit)
    {
        await PressAsync(visit, "Dismiss", "form[data-form=dismissed]");
        await visit.Page.Locator("form[data-form=dismissed] button[type=submit]").ClickAsync();
        await visit.Page.Locator("#action-problem:not(:empty)").WaitForAsync();
    }

    private static async Task ResolveAsync(Visit visit)
    {
        await PressAsync(visit, "Resolve", "form[data-form=resolved]");
        await visit.Page.Locator("#action-text").FillAsync("The unit has gone back to the earlier threshold.");
        await visit.Page.Locator("form[data-form=resolved] button[type=submit]").ClickAsync();
        await visit.Page.Locator(".standing[data-state=Resolved]").WaitForAsync();
    }

    private static async Task OpenFirstReasonAsync(Visit visit)
    {
        var reason = visit.Page.Locator("tr[data-reason] a").First;
        if (await reason.CountAsync() == 0)
            return;
        await reason.ClickAsync();
        await visit.Page.Locator("[data-drill]").WaitForAsync();
    }

    private static async Task LookAheadAsync(Visit visit)
    {
        await visit.Page.Locator("input[name=from]").FillAsync("2026-06-01");
        await visit.Page.Locator("input[name=to]").FillAsync("2026-06-10");
        await visit.Page.Locator("[data-action=look]").ClickAsync();
        await visit.Page.Locator("[data-plan]").WaitForAsync();
    }

    private static async Task RefusedImportAsync(Visit visit)
    {
        await visit.Page.Locator("#definition-text").FillAsync(ImagingModel.Yaml.Replace("threshold: 0.3", "threshold: much", StringComparison.Ordinal));
        await visit.Page.Locator("[data-action=preview]").ClickAsync();
        await visit.Page.Locator("[data-outcome=refused]").WaitForAsync();
    }

    private static async Task WrongRuleAsync(Visit visit)
    {
        await visit.Page.Locator("[data-action=edit]").First.ClickAsync();
        await visit.Page.GetByLabel("Judged from").FillAsync("many");
        await visit.Page.Locator("[data-action=preview]").ClickAsync();
        await visit.Page.Locator(".field.invalid").First.WaitForAsync();
    }
}

/// <param name="Name">Of its picture.</param>
/// <param name="Path">Its address.</param>
/// <param name="PrepareAsync">What a person does there before it is looked at.</param>
/// <param name="Status">What the server answers.</param>
internal sealed record Place(string Name, string Path, Func<Visit, Task>? PrepareAsync = null, int Status = 200)
{
    public override string ToString() => Name;
}
