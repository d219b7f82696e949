using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Models;

/// <summary>Every model in one line, with the way to its page.</summary>
public sealed partial class ModelListPage : LivePage<ModelListView>
{
    [Inject] private ModelListReader Reader { get; set; } = default!;

    protected override string Name => "the list of models";

    protected override Task<ModelListView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(cancellationToken);
}
