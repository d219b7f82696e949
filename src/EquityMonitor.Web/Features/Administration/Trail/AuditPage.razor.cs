using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Administration.Trail;

/// <summary>Who did what and when. The address carries filter and page.</summary>
public sealed partial class AuditPage : LivePage<AuditView>
{
    [SupplyParameterFromQuery(Name = "who")] public string? Who { get; set; }
    [SupplyParameterFromQuery(Name = "subject")] public string? Subject { get; set; }
    [SupplyParameterFromQuery(Name = "from")] public string? From { get; set; }
    [SupplyParameterFromQuery(Name = "to")] public string? To { get; set; }
    [SupplyParameterFromQuery(Name = "page")] public int? Page { get; set; }

    [Inject] private IAuditReader Reader { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override string Name => "the audit trail";

    protected override object? Address => (Wanted, Page);

    private AuditFilter Wanted => AuditFilter.Of(Who, Subject, From, To);

    private string Lead => View switch
    {
        null => "Audit trail",
        { Total: 0, Filter.IsEmpty: true } => "Nothing was done yet that an auditor may ask about.",
        { Filter.IsEmpty: true } view => $"{Formats.Count(view.Total, "entry says", "entries say")} who did what; the last is of {Formats.Moment(view.Entries[0].At, view.Zone)}.",
        { } view => $"{Formats.Count(view.Total, "entry fits", "entries fit")} this filter.",
    };

    protected override Task<AuditView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(Wanted, Page ?? 1, cancellationToken);

    private void Filter(string name, ChangeEventArgs change) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        [name] = change.Value is string { Length: > 0 } text ? text : null,
        ["page"] = null,
    }));

    private string At(int page) => Navigation.GetUriWithQueryParameter("page", page == 1 ? null : (int?)page);
}
