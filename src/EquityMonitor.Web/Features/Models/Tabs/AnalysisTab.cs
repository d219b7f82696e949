using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Models.Tabs;

/// <summary>A tab of a model with its own reading, which is given up when the tab is left or asks for something else.</summary>
public abstract class AnalysisTab<TView> : LivePage<TView>
    where TView : class
{
    private object? _shownFor;

    [Parameter, EditorRequired] public required TabScope Scope { get; set; }

    protected override object? Address => Scope.Address;

    /// <summary>What is shown was read for an earlier choice; a refresh of the same is not worth telling.</summary>
    protected bool IsStale => _shownFor is not null && !Equals(_shownFor, Scope.Address);

    protected abstract Task<TView> ReadAsync(TabScope scope, CancellationToken cancellationToken);

    protected override async Task<TView> ReadAsync(CancellationToken cancellationToken)
    {
        var scope = Scope;
        var view = await ReadAsync(scope, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        _shownFor = scope.Address;
        return view;
    }

    protected override bool Concerns(Change change) => change.ModelKey == Scope.ModelKey && change.Kind is ChangeKind.Evaluated or ChangeKind.Judged;
}
