using System.Data;
using EquityMonitor.Hosting.Sources;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using Microsoft.Data.SqlClient;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace EquityMonitor.Monitoring.Tests.Sources;

/// <summary>No SQL Server runs here: what would be sent to one is parsed by Microsoft's own parser.</summary>
public sealed class SqlServerSourceTests
{
    [Fact]
    public void Commands_AreValidTransactSql()
    {
        using var fixture = new SourceFixture();
        var dialect = Dialect(fixture);
        const string query = "SELECT [update], N'it''s @from' AS x, v.* FROM dbo.ScoredEncounters AS v WHERE v.scored_at >= @from AND v.scored_at < @to -- @to";

        SourceQuery.Problem(query, "sqlserver", "from", "to").ShouldBeNull();
        Parse(dialect.Rewrite(query)).OfType<VariableReference>().Select(variable => variable.Name).ShouldBe(["@from", "@to"]);
        Parse(SqlServerSource.StateQuery);
    }

    [Theory]
    [InlineData(TimeKind.Local, SqlDbType.DateTime2)]
    [InlineData(TimeKind.Utc, SqlDbType.DateTime2)]
    [InlineData(TimeKind.Offset, SqlDbType.DateTimeOffset)]
    public void AddTime_DeclaresItsType(TimeKind kind, SqlDbType expected)
    {
        using var fixture = new SourceFixture();
        using var command = new SqlCommand();
        var clock = new DateTime(2026, 1, 5, 6, 0, 0);

        Dialect(fixture).AddTime(command, "from", new SourceBound(kind, clock));

        command.Parameters[0].ParameterName.ShouldBe("@from");
        command.Parameters[0].SqlDbType.ShouldBe(expected);
        object value = kind == TimeKind.Offset ? new DateTimeOffset(clock, TimeSpan.Zero) : (object)clock;
        command.Parameters[0].Value.ShouldBe(value);
    }

    [Fact]
    public void ExampleView_IsValidTransactSql()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EquityMonitor.sln")))
            folder = folder.Parent;
        Assert.SkipUnless(folder is not null, "The sources are not above this assembly.");

        Parse(File.ReadAllText(Path.Combine(folder!.FullName, "db", "source", "sqlserver.sql"))).OfType<CreateOrAlterViewStatement>().ShouldNotBeEmpty();
    }

    private static SqlServerSource Dialect(SourceFixture fixture) => new(fixture.Get<SourceConnections>());

    private static List<TSqlFragment> Parse(string sql)
    {
        var fragment = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        errors.Select(error => $"{error.Line}: {error.Message}").ShouldBeEmpty();
        var collector = new Collector();
        fragment.Accept(collector);
        return collector.Fragments;
    }

    private sealed class Collector : TSqlFragmentVisitor
    {
        public List<TSqlFragment> Fragments { get; } = [];

        public override void Visit(TSqlFragment fragment) => Fragments.Add(fragment);
    }
}
