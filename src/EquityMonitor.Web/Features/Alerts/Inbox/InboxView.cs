using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Audit;

namespace EquityMonitor.Web.Features.Alerts.Inbox;

/// <summary>What the inbox shows, as it was stored at one moment. Immutable.</summary>
/// <param name="Filter">The choice that was read for.</param>
/// <param name="Alerts">Those of the page, in order.</param>
/// <param name="Models">Those that have had an alert, by name.</param>
/// <param name="Saved">The person's own views.</param>
/// <param name="Person">Who looks; null when nobody is named.</param>
public sealed record InboxView(
    AlertFilter Filter, InboxTotals Totals, AlertSelection Selection, IReadOnlyList<AlertView> Alerts, IReadOnlyList<ModelOption> Models, IReadOnlyList<SavedView> Saved, Person? Person);

public sealed record ModelOption(string Key, string Name);

/// <summary>How many alerts there are, whatever is filtered.</summary>
/// <param name="Open">Not closed, acknowledged or not.</param>
/// <param name="Unacknowledged">Those of them that nobody has taken on.</param>
/// <param name="OldestDays">Days for which the group of the oldest open one has been below, at its model's site; null without one.</param>
public sealed record InboxTotals(int Open, int Unacknowledged, int Closed, int? OldestDays);
