namespace EquityMonitor.Web.Features.Overview;

/// <summary>Reads the overview. An interface because a page must be testable in states that a database cannot easily be put into.</summary>
public interface IOverviewReader
{
    /// <param name="showSmallCells">Whether the reader may see figures that rest on 1 to 10.</param>
    Task<OverviewView> ReadAsync(bool showSmallCells, CancellationToken cancellationToken);
}
