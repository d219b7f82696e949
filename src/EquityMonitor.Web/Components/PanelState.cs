namespace EquityMonitor.Web.Components;

/// <summary>What a panel that shows data is in; exactly one of six.</summary>
public abstract record PanelState
{
    private PanelState()
    {
    }

    /// <summary>Nothing has been read yet.</summary>
    public sealed record Loading : PanelState;

    /// <summary>Read, and there is nothing: what to do about it stands in the panel.</summary>
    public sealed record Empty : PanelState;

    /// <param name="Why">Lower-case, without a full stop, as in <see cref="EquityMonitor.Statistics.NotEstimableReason"/>.</param>
    public sealed record NotEstimable(string Why) : PanelState;

    /// <summary>Withheld because a cell is small.</summary>
    public sealed record Suppressed : PanelState;

    /// <param name="Reference">Stands in the log beside the exception.</param>
    public sealed record Failed(string Reference) : PanelState;

    public sealed record Ready : PanelState;
}
