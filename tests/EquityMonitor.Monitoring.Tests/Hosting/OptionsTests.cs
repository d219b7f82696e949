using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Encounters;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Monitoring.Tests.Hosting;

public sealed class OptionsTests
{
    [Fact]
    public void Options_WithoutConfiguration_AreEmbeddedBelowTheRoot()
    {
        using var folder = new TestFolder();
        using var host = new TestHost(folder.Path);

        var database = host.Options<DatabaseOptions>();
        database.Provider.ShouldBe(DatabaseProvider.Sqlite);
        database.ConnectionString.ShouldBe($"Data Source={folder.File("data/monitor.sqlite")}");
        database.MaxBatchSize.ShouldBeNull();
        host.Options<PrivacyOptions>().HashKeyFile.ShouldBe(folder.File("data/hash.key"));
        host.Options<PrivacyOptions>().CreateIfMissing.ShouldBeTrue();
        host.Options<PrivacyOptions>().SmallCells.ShouldBe(10);
        host.Options<RegistryOptions>().Folder.ShouldBe(folder.File("data/models"));
        host.Options<RetentionOptions>().EncounterDays.ShouldBeNull();
        host.Options<RetentionOptions>().QuarantineDays.ShouldBe(90);
        host.Options<RetentionOptions>().RunDays.ShouldBe(400);
        host.Get<TimeProvider>().ShouldBeSameAs(TimeProvider.System);
    }

    [Theory]
    [InlineData(false, null, "Sqlite", false)]
    [InlineData(true, null, "Sqlite", true)]
    [InlineData(true, "false", "Sqlite", false)]
    [InlineData(false, "true", "Sqlite", true)]
    [InlineData(true, null, "SqlServer", false)]
    public void SimulationOptions_Enabled_DependsOnHostAndDatabaseUnlessSaid(bool byDefault, string? said, string provider, bool expected)
    {
        using var folder = new TestFolder();
        using var host = new TestHost(folder.Path, byDefault, ("Simulation:Enabled", said), ("Database:Provider", provider), ("ConnectionStrings:Monitor", provider == "Sqlite" ? null : "Server=x"));

        host.Options<SimulationOptions>().Enabled.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Database:Provider", "Oracle", "Database__Provider is 'Oracle': write Sqlite or SqlServer.")]
    [InlineData("Database:Provider", "1", "Database__Provider is '1': write Sqlite or SqlServer.")]
    [InlineData("Database:MaxBatchSize", "0", "Database__MaxBatchSize is '0': write a whole number from 1 to 10000.")]
    [InlineData("Simulation:Today", "1.7.2026", "Simulation__Today is '1.7.2026': write a day as 2026-07-01.")]
    [InlineData("Simulation:Today", "2026-07-01", "Simulation__Today is '2026-07-01': remove it, or set Simulation__Enabled to true.")]
    [InlineData("Simulation:Enabled", "yes", "Simulation__Enabled is 'yes': write true or false.")]
    [InlineData("Simulation:Days", "-5", "Simulation__Days is '-5': write a whole number from 1 to 3660.")]
    [InlineData("Retention:EncounterDays", "forever", "Retention__EncounterDays is 'forever': write a whole number from 30 to 36600.")]
    [InlineData("Privacy:SmallCells", "9", "Privacy__SmallCells is '9': write a whole number from 10 to 1000.")]
    [InlineData("Privacy:SmallCells", "few", "Privacy__SmallCells is 'few': write a whole number from 10 to 1000.")]
    [InlineData("ConnectionStrings:Monitor", "Data Source=:memory:", "ConnectionStrings__Monitor cannot be used: an embedded database is a file: write Data Source=data/monitor.sqlite.")]
    public async Task Host_ImpossibleSetting_RefusesToStartAndNamesKeyAndRemedy(string key, string value, string message)
    {
        using var folder = new TestFolder();
        using var host = new TestHost(folder.Path, (key, value));

        var refused = await Should.ThrowAsync<OptionsValidationException>(host.StartAsync);

        refused.Failures.ShouldBe([message]);
    }

    [Theory]
    [InlineData(".", "the hash key and the session keys and the monitor database")]
    [InlineData("data", "the hash key and the session keys and the monitor database")]
    [InlineData("data/models/../", "the hash key and the session keys and the monitor database")]
    [InlineData("data/session-keys", "the session keys")]
    [InlineData("data/session-keys/old", "the session keys")]
    [InlineData("link/data", "the hash key and the session keys and the monitor database")]
    public async Task Host_FilesOfSourcesBesideItsOwnSecrets_RefusesToStart(string allowed, string held)
    {
        using var folder = new TestFolder();
        Directory.CreateSymbolicLink(folder.File("link"), folder.Path);
        using var host = new TestHost(folder.Path, ("Sources:DuckDb:AllowedFolders:0", "data/sources"), ("Sources:DuckDb:AllowedFolders:1", allowed));

        var refused = await Should.ThrowAsync<OptionsValidationException>(host.StartAsync);

        refused.Failures.ShouldBe(
            [$"Sources__DuckDb__AllowedFolders__1 is '{allowed}': a query could read {held} there; write a folder that holds nothing but files of the source, for example data/sources."]);
    }

    [Theory]
    [InlineData("Privacy:HashKeyFile", "keys/hash.key", "keys", "the hash key")]
    [InlineData("ConnectionStrings:Monitor", "Data Source=store/monitor.sqlite", "store", "the monitor database")]
    public async Task Host_SecretsElsewhere_AreFoundWhereTheyAre(string key, string value, string allowed, string held)
    {
        using var folder = new TestFolder();
        using var host = new TestHost(folder.Path, (key, value), ("Sources:DuckDb:AllowedFolders:0", allowed));

        var refused = await Should.ThrowAsync<OptionsValidationException>(host.StartAsync);

        refused.Failures.ShouldHaveSingleItem().ShouldStartWith($"Sources__DuckDb__AllowedFolders__0 is '{allowed}': a query could read {held} there;");
    }

    [Fact]
    public async Task Host_ServerConnectionStringForSqlite_IsRefusedWithoutRepeatingIt()
    {
        using var folder = new TestFolder();
        using var host = new TestHost(folder.Path, ("ConnectionStrings:Monitor", "Server=db;Password=hunter2"));

        var refused = await Should.ThrowAsync<OptionsValidationException>(host.StartAsync);

        refused.Message.ShouldContain("ConnectionStrings__Monitor");
        refused.Message.ShouldContain("Database__Provider to SqlServer");
        refused.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Host_SqlServerWithoutConnectionAndKey_NamesBoth()
    {
        using var folder = new TestFolder();
        using var host = new TestHost(folder.Path, ("Database:Provider", "sqlserver"));

        var refused = await Should.ThrowAsync<AggregateException>(host.StartAsync);

        var messages = StartProblems.Of(refused).ShouldNotBeNull();
        messages.ShouldContain(message => message.StartsWith("ConnectionStrings__Monitor is not set: ", StringComparison.Ordinal));
        messages.ShouldContain(message => message.StartsWith("Privacy__HashKeyFile is not set: ", StringComparison.Ordinal));
        messages.Count.ShouldBe(2);
    }

    [Fact]
    public void Clock_WithSimulatedToday_StartsAtNoonOfThatDayAndRunsOn()
    {
        using var folder = new TestFolder();
        using var host = new TestHost(folder.Path, ("Simulation:Enabled", "true"), ("Simulation:Today", "2026-07-01"));
        var clock = host.Get<TimeProvider>();

        var first = clock.GetUtcNow();
        var second = clock.GetUtcNow();

        DateOnly.FromDateTime(first.UtcDateTime).ShouldBe(new DateOnly(2026, 7, 1));
        first.Hour.ShouldBe(12);
        second.ShouldBeGreaterThanOrEqualTo(first);
    }
}
