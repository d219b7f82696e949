using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EquityMonitor.Simulation;

/// <summary>Inserts rows of one model with one prepared command. Synchronous on purpose: SQLite has no asynchronous writes, and a state machine per row would cost as much as the row.</summary>
internal sealed class RowWriter : IAsyncDisposable
{
    private readonly DbCommand _command;
    private readonly bool _hasNeed;

    [SuppressMessage("Security", "CA2100", Justification = "Names of tables and columns are constants of this project.")]
    public RowWriter(DbConnection connection, DbTransaction transaction, SimulatedModel model)
    {
        _hasNeed = model.HasNeed;
        var columns = new List<string> { "encounter_id", "patient_id", "scored_at", "score", model.OutcomeColumn, "response" };
        columns.AddRange(["race", "ethnicity", "sex", "age", "language", "payer", "site", "deprivation_quintile", "updated_at"]);
        if (_hasNeed) columns.Add("chronic_conditions");
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = $"INSERT INTO {model.Table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "@" + column))})";
        foreach (var column in columns)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = "@" + column;
            _command.Parameters.Add(parameter);
        }

        _command.Prepare();
    }

    /// <summary>Writes the row as it stands at the end of <paramref name="knownThrough"/>.</summary>
    public void Insert(SimulatedRow row, DateOnly knownThrough)
    {
        var recorded = row.IsRecordedBy(knownThrough);
        var scoredAt = Text(row.ScoredAt);
        Set(0, row.EncounterId);
        Set(1, row.PatientId);
        Set(2, scoredAt);
        Set(3, row.Score);
        Set(4, recorded ? row.Outcome ? 1 : 0 : null);
        Set(5, row.Response);
        Set(6, row.Race);
        Set(7, row.Ethnicity);
        Set(8, row.Sex);
        Set(9, row.Age);
        Set(10, row.Language);
        Set(11, row.Payer);
        Set(12, row.Site);
        Set(13, row.DeprivationQuintile);
        Set(14, recorded ? Text(row.OutcomeRecordedAt!.Value) : scoredAt);
        if (_hasNeed) Set(15, row.ChronicConditions);
        _command.ExecuteNonQuery();
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    internal static string Text(DateTime at) => at.ToString("s", CultureInfo.InvariantCulture);

    private void Set(int index, object? value) => _command.Parameters[index].Value = value ?? DBNull.Value;
}
