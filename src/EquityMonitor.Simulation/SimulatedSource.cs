using System.Data.Common;

namespace EquityMonitor.Simulation;

/// <summary>
/// The source database of the simulated hospital, an SQLite file: created as a whole under a temporary name, then extended day by day.
/// Its content depends on seed, anchor, first day and last generated day only, whether it was created at once or extended, and however often an extension was killed.
/// </summary>
/// <param name="connect">Yields a connection to the file at a path, which is created if missing; it must not be pooled, since the file is renamed after it is closed.</param>
public sealed class SimulatedSource(Func<string, DbConnection> connect)
{
    private const int DaysPerTransaction = 30;

    /// <summary>Generates the file. It appears under its name when it is complete; an earlier attempt that was killed is written over.</summary>
    /// <exception cref="InvalidOperationException">There is already a file of that name.</exception>
    public async Task CreateAsync(string path, SimulationOptions options, IProgress<SimulationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Days < 1) throw new ArgumentException($"Days is {options.Days}: a source needs at least one day before its anchor.", nameof(options));
        if (options.Today < options.Anchor) throw new ArgumentException("Today lies before the anchor: a source cannot end before the day of its first generation.", nameof(options));
        if (File.Exists(path)) throw new InvalidOperationException($"There is already a file {path}: extend it, or delete it to generate the simulated hospital anew.");

        var temporary = path + ".building";
        foreach (var leftover in new[] { temporary, temporary + "-journal", temporary + "-wal", temporary + "-shm" }) File.Delete(leftover);
        // SQLite works synchronously whatever its methods are called: a host that awaits this must not stand still meanwhile.
        await Task.Run(() => BuildAsync(temporary, options, progress, cancellationToken), cancellationToken);
        using (var file = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        File.Move(temporary, path);
    }

    /// <summary>
    /// Appends the days that are over and not yet there, each with the late outcomes that became known on it, in one transaction a day.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="today">The local day that is not over yet.</param>
    /// <param name="cancellationToken">Stops between days; what was appended stays.</param>
    /// <returns>How many days were appended.</returns>
    public Task<int> ExtendAsync(string path, DateOnly today, CancellationToken cancellationToken) =>
        Task.Run(() => AppendAsync(path, today, cancellationToken), cancellationToken);

    /// <summary>What the file was generated from and how far it reaches.</summary>
    public async Task<SimulationState> ReadStateAsync(string path, CancellationToken cancellationToken)
    {
        await using var connection = await OpenExistingAsync(path, cancellationToken);
        return await SourceSchema.ReadStateAsync(connection, cancellationToken);
    }

    private async Task<int> AppendAsync(string path, DateOnly today, CancellationToken cancellationToken)
    {
        await using var connection = await OpenExistingAsync(path, cancellationToken);
        var state = await SourceSchema.ReadStateAsync(connection, cancellationToken);
        var hospital = new SimulatedHospital(state.Seed, state.Anchor);
        var appended = 0;
        for (var day = state.GeneratedThrough.AddDays(1); day < today; day = day.AddDays(1), appended++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (fresh, late) = (Fresh(hospital, day), Late(hospital, state.FirstDay, day));
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            foreach (var (model, rows) in fresh)
            {
                await using var writer = new RowWriter(connection, transaction, model);
                foreach (var row in rows) writer.Insert(row, day);
            }

            foreach (var (model, rows) in late)
            {
                await using var writer = new OutcomeWriter(connection, transaction, model);
                foreach (var row in rows) writer.Update(row);
            }

            await SourceSchema.SetAsync(connection, transaction, SourceSchema.GeneratedThrough, SourceSchema.Text(day), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return appended;
    }

    private async Task BuildAsync(string path, SimulationOptions options, IProgress<SimulationProgress>? progress, CancellationToken cancellationToken)
    {
        var first = options.Anchor.AddDays(-options.Days);
        var through = (options.Today ?? options.Anchor).AddDays(-1);
        var total = through.DayNumber - first.DayNumber + 1;
        var hospital = new SimulatedHospital(options.Seed, options.Anchor);
        await using var connection = connect(path);
        await connection.OpenAsync(cancellationToken);
        await SourceSchema.PrepareBulkLoadAsync(connection, cancellationToken);
        await SourceSchema.CreateTablesAsync(connection, cancellationToken);
        for (var done = 0; done < total;)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var chunk = Math.Min(DaysPerTransaction, total - done);
            foreach (var model in SimulatedModel.All)
            {
                await using var writer = new RowWriter(connection, transaction, model);
                for (var i = 0; i < chunk; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    foreach (var row in hospital.Rows(model, first.AddDays(done + i))) writer.Insert(row, through);
                }
            }

            await transaction.CommitAsync(cancellationToken);
            done += chunk;
            progress?.Report(new SimulationProgress(done, total));
        }

        await SourceSchema.CreateIndexesAsync(connection, cancellationToken);
        await SourceSchema.WriteStateAsync(connection, new SimulationState(options.Seed, options.Anchor, first, through), cancellationToken);
    }

    private static List<(SimulatedModel Model, IReadOnlyList<SimulatedRow> Rows)> Fresh(SimulatedHospital hospital, DateOnly day) =>
        [.. SimulatedModel.All.Select(model => (model, hospital.Rows(model, day)))];

    /// <summary>The rows of earlier days whose outcome became known on that day.</summary>
    private static List<(SimulatedModel Model, List<SimulatedRow> Rows)> Late(SimulatedHospital hospital, DateOnly firstDay, DateOnly day)
    {
        var result = new List<(SimulatedModel, List<SimulatedRow>)>();
        foreach (var model in SimulatedModel.All)
        {
            var rows = new List<SimulatedRow>();
            for (var lag = 1; lag <= model.LastRecordingLag && day.AddDays(-lag) >= firstDay; lag++)
                rows.AddRange(hospital.Rows(model, day.AddDays(-lag)).Where(row => row.OutcomeRecordedAt is { } at && DateOnly.FromDateTime(at) == day));
            result.Add((model, rows));
        }

        return result;
    }

    private async Task<DbConnection> OpenExistingAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no simulated source {path}: create it first.", path);
        var connection = connect(path);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
