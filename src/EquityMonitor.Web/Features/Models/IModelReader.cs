namespace EquityMonitor.Web.Features.Models;

/// <summary>What the model page shows. A test of the page brings its own.</summary>
public interface IModelReader
{
    Task<ModelPageView> ReadAsync(ModelQuery query, bool showSmallCells, CancellationToken cancellationToken);
}
