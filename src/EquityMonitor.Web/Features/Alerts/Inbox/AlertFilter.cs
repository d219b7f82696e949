using System.Globalization;
using EquityMonitor.Monitoring.Registry;
using Microsoft.AspNetCore.WebUtilities;

namespace EquityMonitor.Web.Features.Alerts.Inbox;

public enum AlertChoice
{
    /// <summary>Not closed, acknowledged or not.</summary>
    Open,
    Acknowledged,
    Closed,
    All,
}

public enum AlertOwner
{
    Anybody,

    /// <summary>The person who looks.</summary>
    Me,
    Nobody,
}

public enum AlertOrder
{
    /// <summary>The most severe first, of these the oldest.</summary>
    Severity,
    Oldest,
    Newest,
    Model,
}

/// <summary>Which alerts the inbox shows, and in which order. It stands in the address of the page; what an address says wrongly counts as not said.</summary>
public sealed record AlertFilter
{
    public const int LongestText = 100;

    /// <summary>Days that the page offers for <see cref="ClosedWithin"/>.</summary>
    public static readonly IReadOnlyList<int> Periods = [7, 30, 90, 365];

    public static readonly AlertFilter Default = new();

    public AlertChoice State { get; init; }

    /// <summary>Key of a model; null for all.</summary>
    public string? Model { get; init; }

    public Severity? Severity { get; init; }

    /// <summary>Part of the group's or the rule's name; null for all.</summary>
    public string? Text { get; init; }

    public AlertOwner Owner { get; init; }

    /// <summary>Closed in the last so many days; only among closed ones.</summary>
    public int? ClosedWithin { get; init; }

    public AlertOrder Order { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public static AlertFilter Of(string? state, string? model, string? severity, string? text, string? owner, string? within, string? order, string? page)
    {
        var choice = Choice(state, AlertChoice.Open);
        return new AlertFilter
        {
            State = choice,
            Model = Clean(model),
            Severity = Enum.TryParse<Severity>(severity, true, out var known) && Enum.IsDefined(known) && !Digits(severity) ? known : null,
            Text = Clean(text),
            Owner = Choice(owner, AlertOwner.Anybody),
            ClosedWithin = choice == AlertChoice.Closed && Number(within) is { } days and > 0 and <= 3660 ? days : null,
            Order = Choice(order, AlertOrder.Severity),
            Page = Number(page) is { } number and > 0 ? number : 1,
        };
    }

    /// <summary>The same with one part set to the word that an address would have for it, from its first page.</summary>
    public AlertFilter With(string part, string? word)
    {
        string? Of(string name, string? now) => name == part ? word : now;
        return AlertFilter.Of(
            Of("state", Word(State)), Of("model", Model), Of("severity", Severity is { } severity ? Word(severity) : null), Of("text", Text), Of("owner", Word(Owner)),
            Of("within", ClosedWithin?.ToString(CultureInfo.InvariantCulture)), Of("sort", Word(Order)), null);
    }

    /// <summary>Reads the query of an address, with or without its question mark.</summary>
    public static AlertFilter Parse(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? Value(string name) => values.TryGetValue(name, out var found) ? found.LastOrDefault() : null;
        return Of(Value("state"), Value("model"), Value("severity"), Value("text"), Value("owner"), Value("within"), Value("sort"), Value("page"));
    }

    /// <summary>What an address asks for, without the question mark; empty for the default. Equal choices have equal queries.</summary>
    public string ToQuery() => string.Join('&', Parts().Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}"));

    /// <summary>The same choice without its page: what a saved view keeps.</summary>
    public AlertFilter FirstPage() => this with { Page = 1 };

    private IEnumerable<KeyValuePair<string, string>> Parts()
    {
        if (State != AlertChoice.Open)
            yield return new("state", Word(State));
        if (Owner != AlertOwner.Anybody)
            yield return new("owner", Word(Owner));
        if (Model is not null)
            yield return new("model", Model);
        if (Severity is { } severity)
            yield return new("severity", Word(severity));
        if (Text is not null)
            yield return new("text", Text);
        if (ClosedWithin is { } days && State == AlertChoice.Closed)
            yield return new("within", days.ToString(CultureInfo.InvariantCulture));
        if (Order != AlertOrder.Severity)
            yield return new("sort", Word(Order));
        if (Page > 1)
            yield return new("page", Page.ToString(CultureInfo.InvariantCulture));
    }

    public static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();

    private static TEnum Choice<TEnum>(string? text, TEnum otherwise)
        where TEnum : struct, Enum =>
        !Digits(text) && Enum.TryParse<TEnum>(text, true, out var found) && Enum.IsDefined(found) ? found : otherwise;

    // Enum.TryParse would take "1" for a name.
    private static bool Digits(string? text) => text is { Length: > 0 } && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+');

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Clean(string? text)
    {
        var trimmed = text?.Trim();
        return string.IsNullOrEmpty(trimmed) ? null : trimmed[..Math.Min(trimmed.Length, LongestText)];
    }
}
