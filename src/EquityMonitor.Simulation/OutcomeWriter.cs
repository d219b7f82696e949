using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace EquityMonitor.Simulation;

/// <summary>Records outcomes that became known after their row was written.</summary>
internal sealed class OutcomeWriter : IAsyncDisposable
{
    private readonly DbCommand _command;

    [SuppressMessage("Security", "CA2100", Justification = "Names of tables and columns are constants of this project.")]
    public OutcomeWriter(DbConnection connection, DbTransaction transaction, SimulatedModel model)
    {
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = $"UPDATE {model.Table} SET {model.OutcomeColumn} = @outcome, updated_at = @updated_at WHERE scored_at = @scored_at AND encounter_id = @encounter_id";
        foreach (var name in new[] { "@outcome", "@updated_at", "@scored_at", "@encounter_id" })
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);
        }

        _command.Prepare();
    }

    public void Update(SimulatedRow row)
    {
        _command.Parameters[0].Value = row.Outcome ? 1 : 0;
        _command.Parameters[1].Value = RowWriter.Text(row.OutcomeRecordedAt!.Value);
        _command.Parameters[2].Value = RowWriter.Text(row.ScoredAt);
        _command.Parameters[3].Value = row.EncounterId;
        _command.ExecuteNonQuery();
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();
}
