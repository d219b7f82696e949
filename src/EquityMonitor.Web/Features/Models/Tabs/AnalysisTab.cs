using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Models.Tabs;

/// <summary>A tab of a model with its own reading, which is given up when the tab is left or asks for something else, or when the person does not want to wait.</summary>
public abstract class AnalysisTab<TView> : LivePage<TView>
    where TView : class
{
    /// <summary>Whoever waits longer is told how far it is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(0.5);

    private object? _shownFor;
    private TabProgress? _progress;

    [Parameter, EditorRequired] public required TabScope Scope { get; set; }

    protected override object? Address => Scope.Address;

    /// <summary>A refresh of what is shown is not worth telling.</summary>
    protected TabReading Waiting
    {
        get
        {
            var isStale = _shownFor is not null && !Equals(_shownFor, Address);
            var isLong = (View is null || isStale) && _progress is { } progress && Time.GetElapsedTime(progress.Began) >= Patience;
            return new TabReading(Failure, View is not null, isStale, IsStopped, isLong ? _progress!.Share : null);
        }
    }

    protected abstract Task<TView> ReadAsync(TabScope scope, CancellationToken cancellationToken);

    protected override async Task<TView> ReadAsync(CancellationToken cancellationToken)
    {
        var progress = _progress = new TabProgress(Time.GetTimestamp());
        var (scope, address) = (Scope with { Progress = progress }, Address);
        await using var ticking = Time.CreateTimer(_ => _ = InvokeAsync(StateHasChanged), null, Patience, Pace);
        try
        {
            var view = await ReadAsync(scope, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            _shownFor = address;
            return view;
        }
        finally
        {
            if (ReferenceEquals(_progress, progress))
                _progress = null;
        }
    }

    protected override bool Concerns(Change change) => change.ModelKey == Scope.ModelKey && change.Kind is ChangeKind.Evaluated or ChangeKind.Judged;

    private sealed class TabProgress(long began) : IProgress<double>
    {
        private double _share;

        public long Began { get; } = began;

        public double Share => Volatile.Read(ref _share);

        public void Report(double value) => Volatile.Write(ref _share, value);
    }
}

/// <summary>Where the reading of a tab is.</summary>
/// <param name="IsRead">Something is shown.</param>
/// <param name="IsStale">What is shown was read for an earlier choice.</param>
/// <param name="IsStopped">The person gave up the last reading.</param>
/// <param name="Share">How much of a long computation is done, from 0 to 1; null while nobody has waited long.</param>
public sealed record TabReading(PanelState.Failed? Failure, bool IsRead, bool IsStale, bool IsStopped, double? Share);
