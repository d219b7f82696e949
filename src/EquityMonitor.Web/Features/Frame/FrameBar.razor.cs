using EquityMonitor.Monitoring.Data;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EquityMonitor.Web.Features.Frame;

/// <summary>The part of the top bar that knows of models: the way to another one, and the newest as-of day.</summary>
public sealed partial class FrameBar : LivePage<FrameView>
{
    private const string ListId = "models-to-choose";

    /// <summary>A night that failed, and the next: from then on the newest day is no news.</summary>
    private const int DaysUntilStale = 3;

    private ElementReference _choices;
    private IJSObjectReference? _module;
    private bool _attended;

    /// <summary>The address of the page, which says whose page it is and what of it another model shows too.</summary>
    [Parameter, EditorRequired] public string Uri { get; set; } = string.Empty;

    [Inject] private FrameReader Reader { get; set; } = default!;
    [Inject] private IJSRuntime Script { get; set; } = default!;

    protected override string Name => "the models to choose from";

    protected override object? Address => string.Join('\n', SwitchAddress.GroupsOf(Here));

    private Uri Here => new(Uri, UriKind.Absolute);

    private FrameModel? Shown => View?.Find(SwitchAddress.ModelOf(Here));

    protected override bool Concerns(Change change) => change.Kind is ChangeKind.Registered or ChangeKind.Evaluated;

    protected override Task<FrameView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(SwitchAddress.GroupsOf(Here), cancellationToken);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var isShown = View is { Models.Count: > 0 };
        if (isShown == _attended)
            return;
        _attended = isShown;
        if (!isShown)
            return;
        try
        {
            _module ??= await Script.InvokeAsync<IJSObjectReference>("import", Gone, "./Features/Frame/FrameBar.razor.js");
            await _module.InvokeVoidAsync("attend", Gone, _choices);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The page has been left.
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_module is null)
            return;
        try
        {
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the module with it.
        }
    }

    private string Freshness(DateOnly from, DateOnly to) =>
        from == to ? $"newest day, {Formats.Ago(to, Today)}" : $"newest days, the oldest {Formats.Ago(from, Today)}";

    private bool IsStale(DateOnly oldest) => Today.DayNumber - oldest.DayNumber > DaysUntilStale;

    /// <summary>In the zone of the model; in that of all where they agree.</summary>
    private DateOnly Today
    {
        get
        {
            var about = Shown is { } model ? [model] : View?.Models ?? [];
            var zones = about.Select(known => known.Definition?.Time?.Zone).OfType<TimeZoneInfo>().DistinctBy(zone => zone.Id, StringComparer.Ordinal).ToList();
            return DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Time.GetUtcNow().UtcDateTime, zones.Count == 1 ? zones[0] : TimeZoneInfo.Utc));
        }
    }
}
