using System.Globalization;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Tabs;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Models.Explore;

/// <summary>The search for hidden subgroups: what it asks, how far it is, what it found.</summary>
public sealed partial class SearchPanel : IAsyncDisposable
{
    /// <summary>Rows shown at first.</summary>
    private const int First = 20;

    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _running;
    private ScanProgress? _progress;
    private PanelState.Failed? _failure;
    private SearchView? _view;
    private Metric? _metric;
    private string? _said;
    private string _searched = string.Empty;
    private int _minimum = ScanSettings.UsualMinimum;
    private bool _all;
    private bool _onlyConfirmed;

    [Parameter, EditorRequired] public required TabScope Scope { get; set; }

    [Parameter, EditorRequired] public required PeriodResult.Ready Ready { get; set; }

    [Parameter, EditorRequired] public required double Threshold { get; set; }

    /// <summary>Text of the key of a group to be explored.</summary>
    [Parameter] public EventCallback<string> Explored { get; set; }

    [Inject] private ScanDesk Desk { get; set; } = default!;
    [Inject] private ActingPerson Person { get; set; } = default!;
    [Inject] private FaultLog Faults { get; set; } = default!;

    /// <summary>The metric of the page where it can be searched.</summary>
    private Metric Metric => _metric ?? (SubgroupScan.Metrics.Contains(Scope.Choice.Metric) ? Scope.Choice.Metric : Metric.Sensitivity);

    private bool IsRunning => _running is not null;

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
    }

    private IEnumerable<SearchRow> Shown(SearchView view) => view.Rows.Where(row => row.IsConfirmed || !_onlyConfirmed);

    private async Task RunAsync()
    {
        if (IsRunning)
            return;
        var acting = await Person.AskAsync(Policies.SmallCells);
        (_failure, _said) = (null, acting.Refusal);
        if (acting.Name is not { } who)
            return;
        using var running = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        (_running, _progress) = (running, null);
        var (ready, settings) = (Ready, new ScanSettings(Metric, Threshold, _minimum));
        try
        {
            var progress = new Progress<ScanProgress>(done =>
            {
                if (!ReferenceEquals(_running, running) || done.Done < _progress?.Done)
                    return;
                _progress = done;
                StateHasChanged();
            });
            var report = await Desk.RunAsync(ready, settings, who, progress, running.Token);
            (_view, _all) = (ExploreSearch.Of(report, Scope), false);
            var days = ready.Period.Mature ?? ready.Period.Days;
            _searched = $"encounters of {DayRange.Of(days.From, days.To)}, flagged from {ExploreChoice.Text(Math.Round(settings.Threshold, 6))}";
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            _said = "The search was stopped. Nothing was found or recorded.";
        }
        catch (Exception exception)
        {
            _failure = Faults.Record(exception, "the search for hidden subgroups");
        }
        finally
        {
            (_running, _progress) = (null, null);
        }
    }

    private async Task StopAsync()
    {
        if (_running is not null)
            await _running.CancelAsync();
    }

    private void Pick(string? key) => _metric = SubgroupScan.Metrics.FirstOrDefault(metric => metric.Key == key);

    private void Minimum(ChangeEventArgs change)
    {
        if (int.TryParse((string?)change.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var minimum) && minimum is >= 10 and <= 100_000)
            _minimum = minimum;
    }
}
