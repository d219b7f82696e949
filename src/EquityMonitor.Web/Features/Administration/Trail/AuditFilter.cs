using System.Globalization;

namespace EquityMonitor.Web.Features.Administration.Trail;

/// <summary>Which entries of the audit trail are wanted. What an address says wrongly is left out rather than refused.</summary>
/// <param name="Who">Exactly this name; null for everybody.</param>
/// <param name="Subject">A part of the subject, such as the key of a model; null for all.</param>
/// <param name="From">First day in the zone of the site; null for all.</param>
/// <param name="To">Last day, included.</param>
public sealed record AuditFilter(string? Who, string? Subject, DateOnly? From, DateOnly? To)
{
    public bool IsEmpty => this == new AuditFilter(null, null, null, null);

    public static AuditFilter Of(string? who, string? subject, string? from, string? to) => new(Text(who), Text(subject), Day(from), Day(to));

    /// <summary>The same as a query of an address, with its question mark; empty without a filter.</summary>
    public string Query()
    {
        var parts = new List<string>();
        void Add(string name, string? value)
        {
            if (value is not null)
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }

        Add("who", Who);
        Add("subject", Subject);
        Add("from", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("to", To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return parts.Count == 0 ? string.Empty : "?" + string.Join('&', parts);
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
