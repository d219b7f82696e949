using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Tests.Registry;

public sealed class SqlTextTests
{
    [Theory]
    [InlineData("sqlite", "SELECT '@a', \"@b\", [@c], `@d` -- @e\n/* @f */ WHERE t >= @from AND t<@TO", "from,to")]
    [InlineData("sqlserver", "SELECT @@ROWCOUNT, [a]]@x], N'it''s @y' /* /* @z */ @w */ WHERE t >= @from", "from")]
    [InlineData("postgresql", "SELECT $$ @a $$, $tag$ @b $$ $tag$, E'\\' @c', arr[@from]", "from")]
    [InlineData("duckdb", "SELECT ['@a'][@from], a.b@to", "from,to")]
    public void Parameters_InQuotesAndComments_AreNotFound(string provider, string sql, string expected) =>
        SqlText.Parameters(sql, SqlQuoting.Of(provider)).OrderBy(name => name, StringComparer.Ordinal).ShouldBe(expected.Split(','));

    [Fact]
    public void Split_AnyText_KeepsEveryLetter()
    {
        const string sql = "SELECT 'a''b', \"c\" -- d\n, @e /* f";

        string.Concat(SqlText.Split(sql, SqlQuoting.Of("postgresql")).Select(part => part.Text)).ShouldBe(sql);
    }

    [Theory]
    [InlineData("SELECT 1; -- end", false)]
    [InlineData("SELECT ';'", false)]
    [InlineData("SELECT 1;\n ; ", false)]
    [InlineData("SELECT 1; SELECT 2", true)]
    [InlineData("SELECT 1;'x'", true)]
    public void HasSecondStatement_LooksBehindSemicolons(string sql, bool expected) => SqlText.HasSecondStatement(sql, SqlQuoting.Of("sqlite")).ShouldBe(expected);

    [Theory]
    [InlineData("SELECT * FROM a COMMIT INSERT b SELECT @from, @to")]
    [InlineData("SELECT * INTO copy FROM a WHERE t >= @from AND t < @to")]
    [InlineData("WITH x AS (SELECT 1 AS a) DELETE FROM x WHERE @from < @to")]
    [InlineData("SELECT 1 EXEC xp_cmdshell @from, @to")]
    public void Problem_WritingWordsForSqlServer_AreRefused(string sql) => SourceQuery.Problem(sql, "sqlserver", "from", "to").ShouldNotBeNull();

    [Theory]
    [InlineData("SELECT [update], 'delete' AS d FROM a INNER MERGE JOIN b ON a.i = b.i WHERE t >= @from AND t < @to -- insert")]
    [InlineData("WITH x AS (SELECT deleted_at FROM a) SELECT * FROM x WHERE t >= @from AND t < @to")]
    public void Problem_SelectsForSqlServer_AreAccepted(string sql) => SourceQuery.Problem(sql, "sqlserver", "from", "to").ShouldBeNull();

    [Fact]
    public void Bands_HaveTheNamesOfTheirLimits()
    {
        new BandLabels([18, 45, 80]).All.ShouldBe(["under 18", "18-44", "45-79", "80 and over"]);
        new BandLabels([0, 1, 2.5]).All.ShouldBe(["under 0", "0", "1 to under 2.5", "2.5 and over"]);
        new BandLabels([65]).All.ShouldBe(["under 65", "65 and over"]);
    }

    [Theory]
    [InlineData(17.99, "under 18")]
    [InlineData(18, "18-44")]
    [InlineData(44.9, "18-44")]
    [InlineData(45, "45-79")]
    [InlineData(80, "80 and over")]
    public void Bands_AreLeftClosed(double value, string expected) => new BandLabels([18, 45, 80]).Of(value).ShouldBe(expected);
}
