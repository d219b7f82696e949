using System.Globalization;
using EquityMonitor.Hosting.Sources;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.SignIn;

namespace EquityMonitor.Web.Features.Administration.Settings;

/// <summary>Every setting that the program reads. A test asks the program what it reads and compares.</summary>
public static class SettingCatalogue
{
    private const string NotSet = "not set";

    public static IReadOnlyList<SettingEntry> All { get; } =
    [
        new("Where it runs", "Urls", "Addresses that the program listens on.", _ => "http://localhost:5000", IsAsWritten: true),
        new("Where it runs", "Data:Root", "Folder that relative paths begin at, and that holds the folder data.", settings => settings.Paths.Root),
        new("Where it runs", "Serilog:MinimumLevel:Default", "How much is written to the log: Verbose, Debug, Information, Warning, Error or Fatal.", _ => "Information", IsAsWritten: true),
        new("Where it runs", "Serilog:MinimumLevel:Override:*", "How much the part <name> of the program writes to the log.", _ => "none"),

        new("Monitor database", "Database:Provider", "Sqlite (embedded, one file) or SqlServer.", settings => settings.Database.Provider.ToString()),
        new("Monitor database", "ConnectionStrings:Monitor", "Connection string of the monitor database.",
            settings => settings.Database.IsEmbedded ? "not set: the embedded database data/monitor.sqlite" : NotSet, IsSecret: true),
        new("Monitor database", "Database:MaxBatchSize", "Statements that are sent to the database at once.", settings => settings.Database.MaxBatchSize is { } size ? Formats.Count(size) : "left to the database provider"),

        new("Sources", "ConnectionStrings:*", "Connection strings of source databases, by the name that definitions use.", _ => NotSet, IsSecret: true),
        new("Sources", "Sources:TimeLimit", "How long one query may run.", settings => SettingWords.Time(settings.Sources.TimeLimit)),
        new("Sources", "Sources:DuckDb:AllowedFolders:*", "Folders in which a DuckDB query may read files.", _ => DuckDbOptions.StandardFolder),

        new("Privacy and retention", "Privacy:HashKeyFile", "File with the key that patient and encounter identifiers are hashed with. Its content is never shown.", settings => settings.Privacy.HashKeyFile),
        new("Privacy and retention", "Privacy:SmallCells", "Largest count of patients or encounters that is withheld from viewers, and from everybody in released documents: at least 10.",
            settings => settings.Privacy.SmallCells.ToString(CultureInfo.InvariantCulture)),
        new("Privacy and retention", "Retention:EncounterDays", "Days after which encounter days are removed, except those of the baseline.",
            settings => settings.Retention.EncounterDays is { } days ? Formats.Count(days, "day", "days") : "all are kept"),
        new("Privacy and retention", "Retention:RunDays", "Days after which the records of runs are removed.", settings => Formats.Count(settings.Retention.RunDays, "day", "days")),
        new("Privacy and retention", "Retention:QuarantineDays", "Days after which counts of refused rows are removed.", settings => Formats.Count(settings.Retention.QuarantineDays, "day", "days")),

        new("Models and jobs", "Registry:Folder", "Folder with definition files that are applied at start.", settings => settings.Registry.Folder),
        new("Models and jobs", "Jobs:Storage", "Where jobs are kept: InMemory or SqlServer.", settings => settings.Jobs.Storage.ToString()),
        new("Models and jobs", "ConnectionStrings:Jobs", "Connection string of the database that keeps the jobs.", _ => "not set: that of the monitor database where jobs are in SQL Server", IsSecret: true),
        new("Models and jobs", "Jobs:NightlyCron", "When each model is pulled and judged, in its own zone.", settings => SettingWords.Cron(settings.Jobs.NightlyCron)),
        new("Models and jobs", "Jobs:WeeklyCron", "When each model is pulled further back, for late outcomes and moved rows.", settings => SettingWords.Cron(settings.Jobs.WeeklyCron)),

        new("Sign-in", "Authentication:Demo", "Sign-in by button, without passwords, on this machine only: true or false.", settings => settings.SignIn.IsDemo ? "true" : "false"),
        new("Sign-in", "Authentication:SessionCheck", "How often an open page asks whether its sign-in still holds.", settings => SettingWords.Time(settings.SignIn.SessionCheck)),
        new("Sign-in", "Authentication:OpenIdConnect:Authority", "Address of the issuer at your identity provider.", settings => settings.SignIn.Provider?.Authority.GetLeftPart(UriPartial.Path) ?? NotSet),
        new("Sign-in", "Authentication:OpenIdConnect:ClientId", "Name of this program at the identity provider.", settings => settings.SignIn.Provider?.ClientId ?? NotSet),
        new("Sign-in", "Authentication:OpenIdConnect:ClientSecret", "Secret of this program at the identity provider.", _ => NotSet, IsSecret: true),
        new("Sign-in", "Authentication:OpenIdConnect:RoleClaim", "Claim that holds a person's roles or groups.", settings => settings.SignIn.Provider?.RoleClaim ?? "roles"),
        .. Roles.All.Select(role => new SettingEntry("Sign-in", $"Authentication:OpenIdConnect:Roles:{role}", $"Value of that claim that grants the role {role}.",
            settings => settings.SignIn.Provider?.RoleValues[role] ?? role)),

        new("Simulated hospital", "Simulation:Enabled", "Whether a simulated hospital is made and watched: true or false.", settings => settings.Simulation.Enabled ? "true" : "false"),
        new("Simulated hospital", "Simulation:Days", "Days of history that are simulated.", settings => Formats.Count(settings.Simulation.Days, "day", "days")),
        new("Simulated hospital", "Simulation:Seed", "Seed of its random numbers.", settings => settings.Simulation.Seed.ToString(CultureInfo.InvariantCulture)),
        new("Simulated hospital", "Simulation:Today", "The day that the program believes it is.", settings => settings.Simulation.Today is { } today ? Formats.Date(today) : "the real one"),
    ];
}
