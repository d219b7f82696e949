using EquityMonitor.Reporting.Suppression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Hosting;

/// <summary>The key that patient and encounter ids are hashed with, and which counts are too small to be shown.</summary>
public sealed class PrivacyOptions : CheckedOptions
{
    private const string FileKey = "Privacy:HashKeyFile";
    private const string SmallCellsKey = "Privacy:SmallCells";
    private const int MostSmallCells = 1000;

    /// <summary>Privacy__HashKeyFile, resolved; data/hash.key in embedded mode unless said otherwise.</summary>
    public string HashKeyFile { get; set; } = "";

    /// <summary>Whether a missing file is made: only beside an embedded database. A server's hashes would be worthless with a key that one host made up.</summary>
    public bool CreateIfMissing { get; set; }

    /// <summary>Privacy__SmallCells: the largest count that is withheld where small cells are.</summary>
    public int SmallCells { get; set; } = SmallCount.Standard;

    /// <summary>For a command that needs neither a key nor a database.</summary>
    /// <exception cref="OptionsValidationException">The setting is not usable.</exception>
    public static int SmallCellsOf(IConfiguration configuration)
    {
        var problems = new List<string>();
        var largest = ReadSmallCells(new Settings(configuration, problems));
        return problems.Count == 0 ? largest : throw new OptionsValidationException(nameof(PrivacyOptions), typeof(PrivacyOptions), problems);
    }

    /// <summary>Whatever of it can be read, for options that depend on it: its problems are told once, by itself.</summary>
    internal static PrivacyOptions Peek(IConfiguration configuration, MonitorPaths paths, DatabaseOptions database)
    {
        var options = new PrivacyOptions();
        options.Read(new(configuration, options.Problems), paths, database);
        return options;
    }

    internal void Read(Settings settings, MonitorPaths paths, DatabaseOptions database)
    {
        CreateIfMissing = database.IsEmbedded;
        SmallCells = ReadSmallCells(settings);
        if (settings.Text(FileKey) is { } file)
            HashKeyFile = paths.Resolve(file);
        else if (database.IsEmbedded)
            HashKeyFile = Path.Combine(paths.Data, "hash.key");
        else
            settings.Missing(FileKey, "write the path of a file that only the service account may read, made by: (umask 077; openssl rand -base64 32 > hash.key)");
    }

    private static int ReadSmallCells(Settings settings) => (int)(settings.Number(SmallCellsKey, SmallCount.Standard, MostSmallCells) ?? SmallCount.Standard);
}
