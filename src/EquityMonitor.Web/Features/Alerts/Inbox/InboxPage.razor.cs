using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Alerts.Inbox;

/// <summary>All alerts, by what the address asks for.</summary>
public sealed partial class InboxPage : LivePage<InboxView>
{
    private bool _mayAct;

    [SupplyParameterFromQuery] public string? State { get; set; }
    [SupplyParameterFromQuery] public string? Model { get; set; }
    [SupplyParameterFromQuery] public string? Severity { get; set; }
    [SupplyParameterFromQuery] public string? Text { get; set; }
    [SupplyParameterFromQuery] public string? Owner { get; set; }
    [SupplyParameterFromQuery] public string? Within { get; set; }
    [SupplyParameterFromQuery] public string? Sort { get; set; }
    [SupplyParameterFromQuery(Name = "page")] public string? PageNumber { get; set; }

    [Inject] private IInboxReader Reader { get; set; } = default!;
    [Inject] private ActingPerson Person { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override string Name => "the alerts";

    protected override object Address => Filter;

    private AlertFilter Filter => AlertFilter.Of(State, Model, Severity, Text, Owner, Within, Sort, PageNumber);

    protected override bool Concerns(Change change) => change.Kind is ChangeKind.Judged or ChangeKind.AlertChanged or ChangeKind.Registered;

    protected override async Task<InboxView> ReadAsync(CancellationToken cancellationToken)
    {
        _mayAct = (await Person.AskAsync(Policies.Quality)).Name is not null;
        var reader = await Person.AskAsync(Policies.Viewer);
        return await Reader.ReadAsync(Filter, reader.Person, ShowsSmallCells, cancellationToken);
    }

    private static string AddressOf(InboxView view, int page) => NamedView.AddressOf(view.Filter with { Page = page });

    /// <summary>Another choice starts at its first page.</summary>
    private void Choose(AlertFilter filter) => Navigation.NavigateTo(NamedView.AddressOf(filter.FirstPage()));
}
