using System.Globalization;
using EquityMonitor.Statistics;
using YamlDotNet.RepresentationModel;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>The keys of a definition file, one method each.</summary>
public static partial class ModelDefinitionYaml
{
    private static string? Key(YamlSection file)
    {
        var key = file.RequiredText("key", "key: readmission");
        if (key is not null && !KeyShape().IsMatch(key))
            file.Problem("key", $"'{key}' cannot be a key. Write lower-case letters, digits, hyphens and underscores, beginning with a letter, at most 64.");
        return key;
    }

    private static ScoreDefinition? Score(YamlSection file)
    {
        const string example = "score: { column: score, kind: probability } or { column: score, kind: points, min: 0, max: 20 }";
        if (file.Section("score", example) is not { } section)
        {
            if (!file.Has("score"))
                file.Missing("score", example);
            return null;
        }

        var column = section.RequiredText("column", "column: score");
        var kind = section.Choice("kind", ScoreKind.Probability, ("probability", ScoreKind.Probability), ("points", ScoreKind.Points));
        var min = section.Number("min");
        var max = section.Number("max");
        section.RefuseUnknownKeys();
        if (kind == ScoreKind.Probability)
        {
            if ((min ?? 0) != 0 || (max ?? 1) != 1)
                section.Problem(min is not null and not 0 ? "min" : "max", "A probability always lies in 0 to 1. Leave min and max out, or write kind: points.");
            return column is null ? null : new(column, kind, 0, 1);
        }

        if (min is null && !section.Has("min"))
            section.Missing("min", "min: 0, the smallest score there can be");
        if (max is null && !section.Has("max"))
            section.Missing("max", "max: 20, the largest score there can be");
        if (min >= max)
            section.Problem("max", "max has to be larger than min.");
        return column is null || min is null || max is null || min >= max ? null : new(column, kind, min.Value, max.Value);
    }

    private static double? Threshold(YamlSection file, ScoreDefinition? score)
    {
        if (!file.Has("threshold"))
            file.Missing("threshold", "threshold: 0.15 (flagged when score >= threshold)");
        var threshold = file.Number("threshold");
        if (threshold is null || score is null || (threshold >= score.Min && threshold <= score.Max))
            return threshold;
        file.Problem("threshold", FormattableString.Invariant($"{threshold} lies outside the score, which goes from {score.Min} to {score.Max}.")
            + (score.Kind == ScoreKind.Probability ? " Write a probability such as 0.15, or score kind: points with min and max." : " Write a value of that range."));
        return null;
    }

    private static OutcomeDefinition? Outcome(YamlSection file, bool monitoring)
    {
        const string example = "outcome: { column: readmitted_30d, maturityDays: 30 }";
        if (file.Section("outcome", example) is not { } section)
        {
            if (!file.Has("outcome"))
                file.Missing("outcome", example);
            return null;
        }

        var column = section.RequiredText("column", "column: readmitted_30d");
        if (monitoring && !section.Has("maturityDays"))
            section.Missing("maturityDays", "maturityDays: 30, the days after which the outcome is expected to be recorded");
        var maturity = section.Whole("maturityDays", 0, LongestDays) ?? 0;
        var name = section.Text("name");
        section.RefuseUnknownKeys();
        return column is null ? null : new(column, maturity) { Name = string.IsNullOrEmpty(name) ? null : name };
    }

    private static TimeDefinition? Time(YamlSection file, bool monitoring)
    {
        const string example = "time: { column: scored_at, zone: America/Chicago, kind: local }";
        if (file.Section("time", example) is not { } section)
        {
            if (monitoring && !file.Has("time"))
                file.Missing("time", example);
            return null;
        }

        var column = section.RequiredText("column", "column: scored_at");
        var kind = section.Choice("kind", TimeKind.Local, ("local", TimeKind.Local), ("utc", TimeKind.Utc), ("offset", TimeKind.Offset));
        TimeZoneInfo? zone = null;
        if (section.RequiredText("zone", "zone: America/Chicago") is { } id && !TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone))
            section.Problem("zone", $"'{id}' is not a time zone. Write a name of the IANA list, such as America/Chicago or Europe/Berlin.{NearestName.Hint(id, TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id))}");
        section.RefuseUnknownKeys();
        return column is null || zone is null ? null : new(column, zone, kind);
    }

    private static ResponseDefinition? Response(YamlSection file)
    {
        const string example = "response: { column: response, accepted: [accepted], overridden: [overridden] }";
        if (file.Section("response", example) is not { } section)
            return null;
        var column = section.RequiredText("column", "column: response");
        if (!section.Has("accepted"))
            section.Missing("accepted", "accepted: [accepted], the values that mean the flag was followed");
        if (!section.Has("overridden"))
            section.Missing("overridden", "overridden: [overridden], the values that mean the flag was set aside");
        var accepted = section.Texts("accepted", "accepted: [accepted]") ?? [];
        var overridden = section.Texts("overridden", "overridden: [overridden]") ?? [];
        if (accepted.FirstOrDefault(overridden.Contains) is { } both)
            section.Problem("overridden", $"'{both}' stands under accepted and overridden. Remove it from one of them.");
        section.RefuseUnknownKeys();
        return column is null ? null : new(column, accepted, overridden);
    }

    private static SourceDefinition? Source(YamlSection file, bool monitoring)
    {
        const string example = "source: { provider: sqlite, connection: Hospital, query: \"SELECT * FROM scored_encounters WHERE scored_at >= @from AND scored_at < @to\" }";
        if (file.Section("source", example) is not { } section)
        {
            if (monitoring && !file.Has("source"))
                file.Missing("source", example);
            return null;
        }

        var provider = section.RequiredText("provider", "provider: sqlite");
        if (provider is not null && !SourceProvider.All.Contains(provider))
        {
            section.Problem("provider", $"'{provider}' is not known here. Write {YamlSection.OneOf(SourceProvider.All)}.{NearestName.Hint(provider, SourceProvider.All)}");
            provider = null;
        }

        var connection = section.RequiredText("connection", "connection: Hospital, the name of a connection string in the configuration");
        if (connection is not null && connection.AsSpan().IndexOfAny("=;: \t") >= 0)
            section.Problem("connection", "This looks like a connection string. Write the name of one here, and the string itself into the configuration under ConnectionStrings, where secrets belong.");
        var query = section.RequiredText("query", "query: \"SELECT * FROM scored_encounters WHERE scored_at >= @from AND scored_at < @to\"");
        if (query is not null && SourceQuery.Problem(query, provider, "from", "to") is { } problem)
            section.Problem("query", problem);
        section.RefuseUnknownKeys();
        return provider is null || connection is null || query is null ? null : new(provider, connection, query);
    }

    private static ChangedAtDefinition? ChangedAt(YamlSection file, string? provider)
    {
        const string example = "changedAt: { column: updated_at, query: \"SELECT scored_at, updated_at FROM scored_encounters WHERE updated_at > @since\" }";
        if (file.Section("changedAt", example) is not { } section)
            return null;
        var column = section.RequiredText("column", "column: updated_at");
        var query = section.RequiredText("query", "query: \"SELECT scored_at, updated_at FROM scored_encounters WHERE updated_at > @since\"");
        if (query is not null && SourceQuery.Problem(query, provider, "since") is { } problem)
            section.Problem("query", problem);
        section.RefuseUnknownKeys();
        return column is null || query is null ? null : new(column, query);
    }

    private static IReadOnlyList<string>? StandardiseBy(YamlSection file, IReadOnlyList<DimensionDefinition> dimensions)
    {
        const string example = "standardiseBy: [age, sex]";
        if (file.Texts("standardiseBy", example) is not { } columns)
            return null;
        string[] known = [.. dimensions.Select(dimension => dimension.Column)];
        foreach (var column in columns.Where(column => !known.Contains(column, StringComparer.Ordinal)))
            file.Problem("standardiseBy", $"'{column}' is not a dimension of this model. Write columns of its dimensions, for example {example}.{NearestName.Hint(column, known)}");
        if (columns.Count > Strata.Most)
            file.Problem("standardiseBy", $"By more than {Strata.Most} dimensions at once too few patients are alike. Keep {Strata.Most} of these {columns.Count}.");
        return columns;
    }

    private static ConfidenceLevel Confidence(YamlSection file)
    {
        if (file.Number("confidence") is not { } level)
            return ConfidenceLevel.Default;
        if (level is >= ModelDefinition.LeastConfidence and <= ModelDefinition.MostConfidence)
            return ConfidenceLevel.Of(level);
        file.Problem("confidence", FormattableString.Invariant($"{level} lies outside {ModelDefinition.LeastConfidence} to {ModelDefinition.MostConfidence}. Write a share such as confidence: 0.90 for 90 % intervals, or leave it out for 95 %."));
        return ConfidenceLevel.Default;
    }

    private static IReadOnlyList<int> Windows(YamlSection file, bool monitoring)
    {
        if (file.List("windows", "windows: [28, 90]") is not { } items)
            return monitoring ? DefaultWindows : [];
        var windows = new SortedSet<int>();
        foreach (var item in items)
        {
            if (item is not YamlScalarNode { Value: { } text } || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > LongestDays)
                file.Problem(item, "windows", $"A window is a whole number of days from 1 to {LongestDays}. Write, for example, windows: [28, 90]");
            else if (!windows.Add(days))
                file.Problem(item, "windows", $"The window of {days} days is listed twice. Remove one of them.");
        }

        if (items.Count == 0)
            file.Problem("windows", "The list of windows is empty. Write, for example, windows: [28, 90], or leave it out for just that.");
        return [.. windows];
    }

    private static DateRange? Baseline(YamlSection file)
    {
        if (file.Section("baseline", "baseline: { from: 2025-01-01, to: 2025-06-30 }") is not { } section)
            return null;
        if (!section.Has("from"))
            section.Missing("from", "from: 2025-01-01");
        if (!section.Has("to"))
            section.Missing("to", "to: 2025-06-30 (this day included)");
        var from = section.Date("from");
        var to = section.Date("to");
        section.RefuseUnknownKeys();
        if (from > to)
            section.Problem("to", "The baseline ends before it begins. Write the earlier day under from.");
        return from is null || to is null || from > to ? null : new(from.Value, to.Value);
    }
}
