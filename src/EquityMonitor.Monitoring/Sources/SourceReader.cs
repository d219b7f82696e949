using System.Globalization;
using System.Runtime.CompilerServices;
using EquityMonitor.Monitoring.Registry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Monitoring.Sources;

/// <summary>The days that changed in a source.</summary>
/// <param name="Days">Local days of the encounters that were touched, ascending.</param>
/// <param name="Highest">The highest change time that was seen and is not over a day ahead of now, on the clock of its column (UTC where the column carries an offset); what was passed as since when there was none.</param>
public sealed record ChangedDays(IReadOnlyList<DateOnly> Days, DateTime Highest);

/// <summary>Whether a source can be read as declared.</summary>
/// <param name="Columns">What the query yields.</param>
/// <param name="Warnings">What should be changed although it works.</param>
public sealed record SourceCheck(IReadOnlyList<string> Columns, IReadOnlyList<string> Warnings);

/// <summary>Reads scored encounters out of the hospital's database.</summary>
public sealed class SourceReader(IEnumerable<ISourceDialect> dialects, IOptions<SourceOptions> options, TimeProvider time, ILogger<SourceReader> logger)
{
    private readonly Dictionary<string, ISourceDialect> _dialects = dialects.ToDictionary(dialect => dialect.Provider, StringComparer.Ordinal);

    /// <summary>
    /// The rows of the local days from <paramref name="fromDay"/> up to and without <paramref name="toDayExclusive"/>. Rejected rows come as they are met; the valid ones follow, day by day, once the source has
    /// ended, because duplicates can only be told then. So the rows of the range are held in memory: pull long ranges in pieces. <see cref="PerEncounterReduction"/> is left to the caller.
    /// </summary>
    /// <exception cref="SourceException">The source cannot be read as declared, or gave a row of another day. Nothing of the pull may be used then.</exception>
    public async IAsyncEnumerable<SourceRow> ReadAsync(
        ModelDefinition definition, DateOnly fromDay, DateOnly toDayExclusive, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fromDay, toDayExclusive);
        var dialect = Dialect(definition);
        var declared = definition.Time ?? throw new SourceException("The definition has no time, and only a file can be read without. Add 'time'.");
        await using var session = await OpenAsync(dialect, definition.Source!, cancellationToken);
        await using var command = PullCommand(session, dialect, definition, fromDay, toDayExclusive);
        await using var query = await RunningQuery.StartAsync(session, dialect, command, options.Value.TimeLimit, time, cancellationToken);
        var parser = new RowParser(definition, query.Reader, dialect.IsInstant, limitValues: true, time);
        Func<SourceRow> parse = parser.Parse;
        var days = new SortedDictionary<DateOnly, List<ScoredEncounter>>();
        while (await query.ReadAsync())
        {
            var row = query.Parse(parse);
            var day = row.IsValid ? row.Encounter.Time!.Value.Day : row.Rejected.Day;
            if (day < fromDay || day >= toDayExclusive)
            {
                if (!dialect.BoundsAreDates || declared.Kind == TimeKind.Local || day < fromDay.AddDays(-4) || day >= toDayExclusive.AddDays(4))
                    throw OutsideRange(declared, day.Value, fromDay, toDayExclusive);
            }
            else if (!row.IsValid)
            {
                yield return row;
            }
            else if (days.TryGetValue(day!.Value, out var rows))
            {
                rows.Add(row.Encounter);
            }
            else
            {
                days[day.Value] = [row.Encounter];
            }
        }

        foreach (var (day, rows) in days)
        {
            var duplicates = DuplicateRows.Remove(rows);
            for (var i = 0; i < duplicates; i++)
                yield return SourceRow.Bad(day, RejectionReason.Duplicate, definition.Encounter);
            foreach (var row in rows)
                yield return SourceRow.Valid(row);
            rows.Clear();
            rows.Capacity = 0;
        }
    }

    /// <summary>The days whose rows changed after a moment, by the second query of <c>changedAt</c>.</summary>
    /// <param name="since">The watermark on the clock of the change column, the overlap already taken off: rows changed after it are reported.</param>
    /// <exception cref="SourceException">The source cannot be read as declared, or the definition has no changedAt.</exception>
    public async Task<ChangedDays> ReadChangedDaysAsync(ModelDefinition definition, DateTime since, CancellationToken cancellationToken)
    {
        var changedAt = definition.ChangedAt ?? throw new SourceException("The definition has no changedAt, so that the source cannot be asked what changed.");
        var dialect = Dialect(definition);
        var declared = definition.Time ?? throw new SourceException("The definition has no time, so that changed rows belong to no day. Add 'time'.");
        if (SourceQuery.Problem(changedAt.Query, dialect.Provider, "since") is { } problem)
            throw new SourceException("changedAt: " + problem);
        await using var session = await OpenAsync(dialect, definition.Source!, cancellationToken);
        await using var command = session.CreateCommand(dialect.Rewrite(changedAt.Query), options.Value.TimeLimit);
        dialect.AddTime(command, "since", new(TimeKind.Local, DateTime.SpecifyKind(dialect.BoundsAreDates ? Earlier(since.Date) : since, DateTimeKind.Unspecified)));
        await using var query = await RunningQuery.StartAsync(session, dialect, command, options.Value.TimeLimit, time, cancellationToken);
        var layout = RowLayout.Of(query.Reader);
        var timeOrdinal = layout.Find(declared.Column, "time");
        var changeOrdinal = layout.Find(changedAt.Column, "changedAt");
        var timeIsInstant = dialect.IsInstant(query.Reader, timeOrdinal);
        var changeIsInstant = dialect.IsInstant(query.Reader, changeOrdinal);
        var clock = new DayClock(declared.Zone);
        var days = new SortedSet<DateOnly>();
        var highest = since;

        // A day, because the clock of the column may be any zone's. What lies further ahead is a mistake or means "never", and nothing that changes would ever come after it.
        var latest = time.GetUtcNow().UtcDateTime.AddDays(1);
        while (await query.ReadAsync())
        {
            var changeCell = query.Reader.GetValue(changeOrdinal);
            if (!FieldValue.IsMissing(changeCell))
            {
                if (!SourceTime.TryRead(changeCell, changeIsInstant, out var change))
                    throw new SourceException($"The column '{changedAt.Column}' of changedAt holds something that is not a time. Name a column with the time of the last change.");
                if (change.Clock <= since)
                    continue;
                highest = change.Clock > highest && change.Clock <= latest ? change.Clock : highest;
            }

            // A row whose own time is missing or unreadable belongs to no day; the pull of its day, if it ever gets one, will find it.
            var timeCell = query.Reader.GetValue(timeOrdinal);
            if (!FieldValue.IsMissing(timeCell) && SourceTime.TryRead(timeCell, timeIsInstant, out var scored))
                days.Add(scored.In(declared, clock).Day);
        }

        return new([.. days], DateTime.SpecifyKind(highest, DateTimeKind.Unspecified));
    }

    /// <summary>Runs the query over no day at all, so that a definition can be tried before it is registered.</summary>
    /// <exception cref="SourceException">The source cannot be read as declared.</exception>
    public async Task<SourceCheck> CheckAsync(ModelDefinition definition, DateOnly day, CancellationToken cancellationToken)
    {
        var dialect = Dialect(definition);
        await using var session = await OpenAsync(dialect, definition.Source!, cancellationToken);
        await using var command = PullCommand(session, dialect, definition, day, day);
        await using var query = await RunningQuery.StartAsync(session, dialect, command, options.Value.TimeLimit, time, cancellationToken);
        _ = new RowParser(definition, query.Reader, dialect.IsInstant, limitValues: true, time);
        return new([.. Enumerable.Range(0, query.Reader.FieldCount).Select(query.Reader.GetName)], session.Warnings);
    }

    private ISourceDialect Dialect(ModelDefinition definition)
    {
        var source = definition.Source ?? throw new SourceException("The definition has no source. Add 'source' with provider, connection and query.");
        if (!_dialects.TryGetValue(source.Provider, out var dialect))
            throw new SourceException($"There is no source provider '{source.Provider}'. Write {string.Join(", ", _dialects.Keys)}.");
        return SourceQuery.Problem(source.Query, source.Provider, "from", "to") is { } problem ? throw new SourceException("source: " + problem) : dialect;
    }

    private async Task<SourceSession> OpenAsync(ISourceDialect dialect, SourceDefinition source, CancellationToken cancellationToken)
    {
        var session = await dialect.OpenAsync(source.Connection, options.Value.TimeLimit, cancellationToken);
        foreach (var warning in session.Warnings)
            logger.LogWarning("Source {Connection}: {Warning}", source.Connection, warning);
        return session;
    }

    private System.Data.Common.DbCommand PullCommand(SourceSession session, ISourceDialect dialect, ModelDefinition definition, DateOnly fromDay, DateOnly toDayExclusive)
    {
        var (from, to) = Bounds(definition.Time!, fromDay, toDayExclusive, dialect.BoundsAreDates);
        var command = session.CreateCommand(dialect.Rewrite(definition.Source!.Query), options.Value.TimeLimit);
        dialect.AddTime(command, "from", from);
        dialect.AddTime(command, "to", to);
        return command;
    }

    /// <summary>Local: the midnights. Otherwise their instants; as whole UTC dates with a day to spare for offsets where only dates can be compared.</summary>
    internal static (SourceBound From, SourceBound To) Bounds(TimeDefinition time, DateOnly fromDay, DateOnly toDayExclusive, bool boundsAreDates)
    {
        if (time.Kind == TimeKind.Local)
            return (new(time.Kind, fromDay.ToDateTime(TimeOnly.MinValue)), new(time.Kind, toDayExclusive.ToDateTime(TimeOnly.MinValue)));
        var clock = new DayClock(time.Zone);
        var from = clock.Begin(fromDay);
        var to = clock.Begin(toDayExclusive);
        if (boundsAreDates)
            (from, to) = (from.Date.AddDays(-1), to.Date.AddDays(2));
        return (new(time.Kind, DateTime.SpecifyKind(from, DateTimeKind.Unspecified)), new(time.Kind, DateTime.SpecifyKind(to, DateTimeKind.Unspecified)));
    }

    private static DateTime Earlier(DateTime date) => date < DateTime.MinValue.AddDays(1) ? date : date.AddDays(-1);

    private static SourceException OutsideRange(TimeDefinition time, DateOnly day, DateOnly fromDay, DateOnly toDayExclusive) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The source gave a row of {day:yyyy-MM-dd} when asked for {fromDay:yyyy-MM-dd} up to and without {toDayExclusive:yyyy-MM-dd}, so that nothing of this pull is used. Check time.kind, which is {time.Kind.ToString().ToLowerInvariant()}: ")
        + time.Kind switch
        {
            TimeKind.Local => $"'{time.Column}' may be UTC (write kind: utc) or carry an offset (kind: offset). Also check that the query compares that column with @from (>=) and @to (<).",
            TimeKind.Utc => $"'{time.Column}' may be the site's own clock (write kind: local) or carry an offset (kind: offset). Also check zone ({time.Zone.Id}), and that the query compares that column with @from (>=) and @to (<).",
            _ => $"'{time.Column}' may be the site's own clock (write kind: local). Also check zone ({time.Zone.Id}), and that the query compares that column with @from (>=) and @to (<).",
        });
}
