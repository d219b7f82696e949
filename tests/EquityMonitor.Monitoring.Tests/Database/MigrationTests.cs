using EquityMonitor.Db.Sqlite;
using EquityMonitor.Db.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace EquityMonitor.Monitoring.Tests.Database;

public sealed class MigrationTests
{
    private const string Remedy = "run db/add-migration.sh";

    [Fact]
    public void Sqlite_Model_HasNoPendingChanges()
    {
        using var context = new SqliteDesignTimeFactory().CreateDbContext([]);

        context.Database.HasPendingModelChanges().ShouldBeFalse(Remedy);
    }

    [Fact]
    public void SqlServer_Model_HasNoPendingChanges()
    {
        using var context = new SqlServerDesignTimeFactory().CreateDbContext([]);

        context.Database.HasPendingModelChanges().ShouldBeFalse(Remedy);
    }

    [Fact]
    public void SqlServerScript_GeneratedAnew_EqualsTheFile()
    {
        using var context = new SqlServerDesignTimeFactory().CreateDbContext([]);

        var generated = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        Script().ReplaceLineEndings("\n").Trim().ShouldBe(generated.ReplaceLineEndings("\n").Trim(), Remedy);
    }

    [Fact]
    public void SqlServerScript_Parsed_IsTransactSql()
    {
        using var reader = new StringReader(Script());

        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);

        errors.Select(error => $"line {error.Line}: {error.Message}").ShouldBeEmpty();
    }

    [Fact]
    public void SqlServerScript_ColumnTypes_AreThoseThatEveryServerHas()
    {
        using var reader = new StringReader(Script());
        var types = new ColumnTypes();

        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out _).Accept(types);

        types.Seen.ShouldBeSubsetOf(["bigint", "bit", "date", "datetime2", "float", "int", "nvarchar", "varbinary"]);
        types.Seen.ShouldContain("date");
    }

    private static string Script() => File.ReadAllText(Path.Combine(Repository.Root, "db", "scripts", "sqlserver.sql"));

    private sealed class ColumnTypes : TSqlFragmentVisitor
    {
        public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

        public override void Visit(ColumnDefinition node) => Seen.Add(node.DataType.Name.BaseIdentifier.Value);
    }
}
