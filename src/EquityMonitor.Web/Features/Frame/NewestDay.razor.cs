using EquityMonitor.Monitoring.Data;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Frame;

/// <summary>The newest as-of day, and how old it is.</summary>
public sealed partial class NewestDay : LivePage<FrameView>
{
    /// <summary>A night that failed, and the next: from then on the newest day is no news.</summary>
    private const int DaysUntilStale = 3;

    /// <summary>The address of the page, which says whose page it is.</summary>
    [Parameter, EditorRequired] public string Uri { get; set; } = string.Empty;

    [Inject] private FrameReader Reader { get; set; } = default!;

    protected override string Name => "the newest day";

    private string? ModelKey => SwitchAddress.ModelOf(new Uri(Uri, UriKind.Absolute));

    /// <summary>In the zone of the model; in that of all where they agree.</summary>
    private DateOnly Today
    {
        get
        {
            var about = View?.Find(ModelKey) is { } model ? [model] : View?.Models ?? [];
            var zones = about.Select(known => known.Definition?.Time?.Zone).OfType<TimeZoneInfo>().DistinctBy(zone => zone.Id, StringComparer.Ordinal).ToList();
            return DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Time.GetUtcNow().UtcDateTime, zones.Count == 1 ? zones[0] : TimeZoneInfo.Utc));
        }
    }

    protected override bool Concerns(Change change) => change.Kind is ChangeKind.Registered or ChangeKind.Evaluated;

    protected override Task<FrameView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync([], cancellationToken);

    private string Freshness(DateOnly from, DateOnly to) =>
        from == to ? $"newest day, {Formats.Ago(to, Today)}" : $"newest days, the oldest {Formats.Ago(from, Today)}";

    private bool IsStale(DateOnly oldest) => Today.DayNumber - oldest.DayNumber > DaysUntilStale;
}
