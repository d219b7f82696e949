using EquityMonitor.Web.Composition;
using Hangfire;
using Hangfire.InMemory;

namespace EquityMonitor.Web.Jobs;

public enum JobsStorage
{
    /// <summary>Lost with the process, which loses nothing: what is still to do stands in the monitor database.</summary>
    InMemory,

    SqlServer,
}

/// <summary>Where jobs are kept and when they run.</summary>
/// <param name="Storage">Jobs__Storage; default: SQL Server when the monitor database is there, else in memory.</param>
/// <param name="ConnectionString">ConnectionStrings__Jobs, default ConnectionStrings__Monitor; null in memory.</param>
/// <param name="NightlyCron">Jobs__NightlyCron, in the zone of each model; default 02:10.</param>
/// <param name="WeeklyCron">Jobs__WeeklyCron, in the zone of each model; default Sunday 03:10.</param>
public sealed record JobsSettings(JobsStorage Storage, string? ConnectionString, string NightlyCron, string WeeklyCron)
{
    /// <summary>Reads the settings, or refuses to start with the key and what to write there.</summary>
    /// <param name="databaseIsEmbedded">Whether the monitor database is the embedded one.</param>
    public static JobsSettings Read(IConfiguration configuration, bool databaseIsEmbedded)
    {
        var storage = ReadStorage(configuration["Jobs:Storage"]) ?? (databaseIsEmbedded ? JobsStorage.InMemory : JobsStorage.SqlServer);
        return new JobsSettings(
            storage,
            storage == JobsStorage.SqlServer ? ReadConnection(configuration, databaseIsEmbedded) : null,
            ReadCron(configuration, "NightlyCron", "10 2 * * *"),
            ReadCron(configuration, "WeeklyCron", "10 3 * * 0"));
    }

    /// <summary>Keeps the connection string out of logs and messages.</summary>
    public override string ToString() => $"{Storage}, nightly {NightlyCron}, weekly {WeeklyCron}";

    private static JobsStorage? ReadStorage(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return Enum.GetNames<JobsStorage>().FirstOrDefault(name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<JobsStorage>(name)
            : throw new StartRefusedException($"Jobs__Storage is '{text}': write InMemory or SqlServer, or remove it.");
    }

    private static string ReadConnection(IConfiguration configuration, bool databaseIsEmbedded) =>
        configuration.GetConnectionString("Jobs")
        ?? (databaseIsEmbedded ? null : configuration.GetConnectionString("Monitor"))
        ?? throw new StartRefusedException("Jobs__Storage is SqlServer: set ConnectionStrings__Jobs to the database that keeps the jobs.");

    private static string ReadCron(IConfiguration configuration, string key, string standard)
    {
        if (configuration[$"Jobs:{key}"] is not { Length: > 0 } cron)
            return standard;
        try
        {
            // The scheduler keeps its parser to itself; an empty schedule that is thrown away asks it now rather than at the first model.
            using var storage = new InMemoryStorage();
            new RecurringJobManager(storage).AddOrUpdate("check", () => Nothing(), cron);
            return cron;
        }
        catch (ArgumentException)
        {
            throw new StartRefusedException($"Jobs__{key} is '{cron}', which is no cron expression: write five fields, for example {standard}");
        }
    }

    /// <summary>Public, since the scheduler refuses methods that it could not call.</summary>
    public static void Nothing()
    {
    }
}
