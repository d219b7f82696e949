using EquityMonitor.Monitoring.Data;
using EquityMonitor.Reporting.Summary;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EquityMonitor.Web.Features.Summaries;

/// <summary>The summary of a month, on screen as on paper. It is a released document: small cells are gone whoever reads it.</summary>
public sealed partial class SummaryPage : LivePage<SummaryView>
{
    private SummaryProgress? _progress;

    [Parameter] public string MonthText { get; set; } = string.Empty;

    [SupplyParameterFromQuery(Name = "model")] public string? ModelKey { get; set; }

    [Inject] private IMonthlySummaryReader Reader { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private IJSRuntime Script { get; set; } = default!;

    protected override string Name => "the monthly summary";

    protected override object? Address => (MonthText, Key);

    private string? Key => string.IsNullOrEmpty(ModelKey) ? null : ModelKey;

    /// <summary>What was read, when it is what the address asks for: a summary of another month must not stand under this one's name while this one is computed.</summary>
    private SummaryView? Current => View is { } view && view.MonthText == MonthText && view.ModelKey == Key ? View : null;

    private string Progress => _progress is { Of: > 1 } progress
        ? $"Computing the figures of {progress.ModelName}: {progress.Done} of {progress.Of} models are done."
        : "Computing the figures of the month.";

    protected override bool Concerns(Change change) =>
        change.Kind is ChangeKind.Registered or ChangeKind.Judged or ChangeKind.AlertChanged && (Key is null || change.ModelKey == Key);

    protected override async Task<SummaryView> ReadAsync(CancellationToken cancellationToken)
    {
        _progress = null;
        var (monthText, key) = (MonthText, Key);
        var months = await Reader.MonthsAsync(cancellationToken);
        var summary = CalendarMonth.Parse(monthText) is { } month ? await Reader.ReadAsync(month, key, new Told(this, cancellationToken), cancellationToken) : null;
        return new SummaryView(monthText, key, summary, months);
    }

    private void Choose(ChangeEventArgs e) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("model", e.Value is string { Length: > 0 } key ? key : null));

    private async Task PrintAsync()
    {
        try
        {
            // The browser answers when its dialog is closed.
            await Script.InvokeVoidAsync("print", Timeout.InfiniteTimeSpan);
        }
        catch (JSDisconnectedException)
        {
            // The page was left with the dialog open.
        }
    }

    private sealed class Told(SummaryPage page, CancellationToken cancellationToken) : IProgress<SummaryProgress>
    {
        public void Report(SummaryProgress value)
        {
            if (!cancellationToken.IsCancellationRequested)
                _ = page.InvokeAsync(() => page.Show(value));
        }
    }

    private void Show(SummaryProgress progress)
    {
        _progress = progress;
        if (Current is null)
            StateHasChanged();
    }
}
