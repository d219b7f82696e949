using EquityMonitor.Monitoring.Registry;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Monitoring.Sources;

/// <summary>What a file holds.</summary>
public sealed record FileRows(IReadOnlyList<ScoredEncounter> Encounters, IReadOnlyList<RejectedRow> Rejected);

/// <summary>Opens a file as a table that can be queried.</summary>
public interface IFileSource
{
    /// <summary>The dialect in which the file is queried.</summary>
    ISourceDialect Dialect { get; }

    /// <returns>A session that can read this file and nothing else, and the expression that stands for its rows in a FROM clause, all columns as text.</returns>
    /// <exception cref="SourceException">The file is not there or is of another kind.</exception>
    Task<(SourceSession Session, string Table)> OpenFileAsync(string path, CancellationToken cancellationToken);
}

/// <summary>Reads a CSV (also gzipped) or Parquet file for an audit: as text, parsed by the definition just as a pull is, into memory, with dimensions of any number of values.</summary>
public sealed class FileReader(IFileSource files, IOptions<SourceOptions> options, TimeProvider time)
{
    /// <summary>The valid rows, duplicates removed, and the rejected ones. <see cref="PerEncounterReduction"/> is left to the caller.</summary>
    /// <exception cref="SourceException">The file cannot be read as declared.</exception>
    public async Task<FileRows> ReadAsync(ModelDefinition definition, string path, CancellationToken cancellationToken)
    {
        var (session, table) = await files.OpenFileAsync(path, cancellationToken);
        await using var _ = session;
        var columns = await ColumnsAsync(session, table, definition, cancellationToken);
        var list = string.Join(", ", columns.Select(column => $"CAST({Quote(column)} AS VARCHAR) AS {Quote(column)}"));
        await using var command = session.CreateCommand($"SELECT {list} FROM {table}", options.Value.TimeLimit);
        await using var query = await RunningQuery.StartAsync(session, files.Dialect, command, options.Value.TimeLimit, time, cancellationToken);
        Func<SourceRow> parse = new RowParser(definition, query.Reader, files.Dialect.IsInstant, limitValues: false, time).Parse;
        var encounters = new List<ScoredEncounter>();
        var rejected = new List<RejectedRow>();
        while (await query.ReadAsync())
        {
            var row = query.Parse(parse);
            if (row.IsValid)
                encounters.Add(row.Encounter);
            else
                rejected.Add(row.Rejected);
        }

        RemoveDuplicates(definition, encounters, rejected);
        return new(encounters, rejected);
    }

    /// <summary>The columns that the definition names, as the file spells them: the others are not even parsed.</summary>
    private async Task<IReadOnlyList<string>> ColumnsAsync(SourceSession session, string table, ModelDefinition definition, CancellationToken cancellationToken)
    {
        await using var command = session.CreateCommand($"SELECT * FROM {table} LIMIT 0", options.Value.TimeLimit);
        await using var query = await RunningQuery.StartAsync(session, files.Dialect, command, options.Value.TimeLimit, time, cancellationToken);
        var layout = RowLayout.Of(query.Reader);
        (string? Column, string Role)[] wanted =
        [
            (definition.Score.Column, "score"), (definition.Outcome.Column, "outcome"), (definition.Encounter, "encounter"), (definition.Time?.Column, "time"),
            (definition.Patient, "patient"), (definition.Response?.Column, "response"), (definition.Need, "need"),
            .. definition.Dimensions.Select(dimension => ((string?)dimension.Column, "dimension")),
        ];
        return [.. wanted.Where(item => item.Column is not null).Select(item => query.Reader.GetName(layout.Find(item.Column!, item.Role))).Distinct(StringComparer.Ordinal)];
    }

    private static void RemoveDuplicates(ModelDefinition definition, List<ScoredEncounter> encounters, List<RejectedRow> rejected)
    {
        // Counted by day first: what is removed is not known by then.
        var before = DaysOf(encounters);
        if (DuplicateRows.Remove(encounters) == 0)
            return;
        var after = DaysOf(encounters);
        foreach (var (day, count) in before)
        {
            for (var i = after[day]; i < count; i++)
                rejected.Add(new(day == DateOnly.MinValue ? null : day, RejectionReason.Duplicate, definition.Encounter));
        }
    }

    private static SortedDictionary<DateOnly, int> DaysOf(List<ScoredEncounter> encounters)
    {
        var days = new SortedDictionary<DateOnly, int>();
        foreach (var encounter in encounters)
        {
            var day = encounter.Time?.Day ?? DateOnly.MinValue;
            days[day] = days.GetValueOrDefault(day) + 1;
        }

        return days;
    }

    private static string Quote(string column) => $"\"{column.Replace("\"", "\"\"")}\"";
}
