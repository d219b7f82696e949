using System.Data;
using EquityMonitor.Db.Sqlite;
using EquityMonitor.Db.SqlServer;
using EquityMonitor.Monitoring.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.Database;

public sealed class PointWriterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SqlitePointWriter_FilledAndBarePoints_ComeBackEqual()
    {
        using var database = TestDatabase.Create();
        EvaluationPoint[] points = [Points.Filled(1), Points.Bare(1000), Points.Filled(2000)];

        await WriteAsync(database, points);

        await using var context = database.CreateDbContext();
        var read = await context.Points.AsNoTracking().OrderBy(point => point.ModelId).ToArrayAsync(Cancellation);
        read.Length.ShouldBe(3);
        for (var i = 0; i < read.Length; i++)
            Points.ShouldBeEqual(read[i], points[i]);
    }

    [Fact]
    public async Task SqlitePointWriter_SamePointsAsEntityFramework_StoreTheSameValues()
    {
        using var database = TestDatabase.Create();
        await WriteAsync(database, [Points.Filled(1)]);
        var byWriter = await RawRowAsync(database);

        await using (var context = database.CreateDbContext())
        {
            await context.Points.ExecuteDeleteAsync(Cancellation);
            context.Points.Add(Points.Filled(1));
            await context.SaveChangesAsync(Cancellation);
        }

        byWriter.ShouldBe(await RawRowAsync(database));
    }

    [Fact]
    public async Task SqlitePointWriter_RolledBack_LeavesNothing()
    {
        using var database = TestDatabase.Create();
        await using (var context = database.CreateDbContext())
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
            await new SqlitePointWriter().InsertAsync(context, [Points.Filled(1)], Cancellation);
            await transaction.RollbackAsync(Cancellation);
        }

        await using var after = database.CreateDbContext();
        (await after.Points.CountAsync(Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task SqlitePointWriter_WithoutTransaction_IsRefused()
    {
        using var database = TestDatabase.Create();
        await using var context = database.CreateDbContext();

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => new SqlitePointWriter().InsertAsync(context, [Points.Filled(1)], Cancellation));

        refused.Message.ShouldContain("begin one first");
    }

    [Fact]
    public void PointTable_FilledAndBarePoints_HoldsEveryColumnOfTheModel()
    {
        using var context = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var entity = context.Model.FindEntityType(typeof(EvaluationPoint)).ShouldNotBeNull();

        using var table = PointTable.Of(context, [Points.Filled(1), Points.Bare(1)]);

        table.TableName.ShouldBe("[Points]");
        table.Columns.Cast<DataColumn>().Select(column => column.ColumnName).ShouldBe(entity.GetProperties().Select(property => property.Name), ignoreOrder: true);
        table.Rows[0].ItemArray.ShouldNotContain(DBNull.Value);
        foreach (var property in entity.GetProperties())
            table.Rows[1].IsNull(property.Name).ShouldBe(property.IsNullable, property.Name);
        table.Rows[0]["AsOf"].ShouldBe(Points.Filled(1).AsOf.ToDateTime(TimeOnly.MinValue));
        table.Rows[0]["ClusterVariances"].ShouldBeOfType<byte[]>();
        table.Rows[0]["Calibration"].ShouldBeOfType<byte[]>().Length.ShouldBe(50);
    }

    private static async Task WriteAsync(TestDatabase database, IReadOnlyList<EvaluationPoint> points)
    {
        await using var context = database.CreateDbContext();
        await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
        await new SqlitePointWriter().InsertAsync(context, points, Cancellation);
        await transaction.CommitAsync(Cancellation);
    }

    private static async Task<object?[]> RawRowAsync(TestDatabase database)
    {
        await using var context = database.CreateDbContext();
        await context.Database.OpenConnectionAsync(Cancellation);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT * FROM Points";
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        (await reader.ReadAsync(Cancellation)).ShouldBeTrue();
        var values = new object?[reader.FieldCount];
        reader.GetValues(values!);
        return values;
    }
}
