using System.Text.RegularExpressions;
using System.Xml.Linq;
using EquityMonitor.Monitoring.Tests.Database;

namespace EquityMonitor.Monitoring.Tests;

/// <summary>Who may know whom. The declarations are read from the project files, so that also projects are covered that this one does not load.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>The features of Monitoring in the direction of the data flow: each may know those before it. Data, Audit and the root are exempt.</summary>
    private static readonly string[] Features = ["Registry", "Sources", "Encounters", "Evaluation", "Analyses", "Rules", "Alerts"];

    private static readonly Dictionary<string, string[]> Permitted = new(StringComparer.Ordinal)
    {
        ["EquityMonitor.Statistics"] = [],
        ["EquityMonitor.Monitoring"] = ["EquityMonitor.Statistics"],
        ["EquityMonitor.Db.Sqlite"] = ["EquityMonitor.Monitoring"],
        ["EquityMonitor.Db.SqlServer"] = ["EquityMonitor.Monitoring"],
        ["EquityMonitor.Simulation"] = ["EquityMonitor.Monitoring"],
        ["EquityMonitor.Reporting"] = ["EquityMonitor.Monitoring"],
        ["EquityMonitor.Hosting"] = ["EquityMonitor.Monitoring", "EquityMonitor.Simulation", "EquityMonitor.Reporting", "EquityMonitor.Db.Sqlite", "EquityMonitor.Db.SqlServer"],
        ["EquityMonitor.Web"] = ["EquityMonitor.Hosting"],
        ["EquityMonitor.Cli"] = ["EquityMonitor.Hosting"],
    };

    [Fact]
    public void Projects_References_AreThePermittedOnes()
    {
        var projects = Projects();

        projects.Keys.ShouldBe(Permitted.Keys, ignoreOrder: true);
        foreach (var (name, file) in projects)
            References(file, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)).ShouldBeSubsetOf(Permitted[name], name);
    }

    [Fact]
    public void Statistics_Packages_AreMathNetOnly()
    {
        References(Projects()["EquityMonitor.Statistics"], "PackageReference").ShouldBeSubsetOf(["MathNet.Numerics"]);
    }

    [Theory]
    [InlineData("^(Microsoft\\.EntityFrameworkCore\\.(Sqlite|SqlServer)|Microsoft\\.Data\\.(Sqlite|SqlClient)|Npgsql|DuckDB\\.NET)", "EquityMonitor.Db.Sqlite", "EquityMonitor.Db.SqlServer", "EquityMonitor.Hosting")]
    [InlineData("^(MudBlazor|Plotly|Hangfire)", "EquityMonitor.Web")]
    public void Projects_Package_IsKnownOnlyToThoseThatMay(string package, params string[] permitted)
    {
        var knowing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, file) in Projects())
        {
            // Through a reference the namespaces are within reach of more projects than declare the package.
            var names = References(file, "PackageReference").Concat(Sources(Path.GetDirectoryName(file)!).SelectMany(source => Usings(source.Text)));
            if (names.Any(known => Regex.IsMatch(known, package, RegexOptions.None, TimeSpan.FromSeconds(1))))
                knowing.Add(name);
        }

        knowing.ShouldBeSubsetOf(permitted);
        knowing.ShouldNotBeEmpty();
    }

    [Fact]
    public void Monitoring_Features_KnowOnlyThoseBeforeThem()
    {
        var root = Path.Combine(Repository.Root, "src", "EquityMonitor.Monitoring");
        Directory.GetDirectories(root).Select(Path.GetFileName).Except(["bin", "obj", "Data", "Audit"]).ShouldBe(Features, ignoreOrder: true);

        var against = new List<string>();
        for (var i = 0; i < Features.Length; i++)
        {
            foreach (var (path, text) in Sources(Path.Combine(root, Features[i])))
                against.AddRange(Known(text).Where(known => Array.IndexOf(Features, known) > i).Select(known => $"{Path.GetRelativePath(root, path)} knows {known}"));
        }

        against.Distinct().ShouldBeEmpty();
    }

    /// <summary>A check that finds nothing proves something only if it can find: evaluation does know what lies before it.</summary>
    [Fact]
    public void Known_UsingsAndQualifiedNames_AreFoundAndCommentsAndMembersAreNot()
    {
        const string Text =
            """
            using EquityMonitor.Monitoring.Alerts;
            // Rules.Judge is no code.
            class A(Registry.Model model) { int B => context.Encounters.Count + EquityMonitor.Monitoring.Sources.C.D; }
            """;

        Known(Text).ShouldBe(["Alerts", "Registry", "Sources"], ignoreOrder: true);
    }

    private static IEnumerable<string> Known(string source)
    {
        var code = Comments().Replace(source, "");
        return FeatureNames().Matches(code).Select(match => match.Groups["feature"].Value).Distinct();
    }

    private static Dictionary<string, string> Projects() =>
        ((string[])["src", "db"]).SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);

    private static string[] References(string project, string kind) =>
        [.. XDocument.Load(project).Descendants(kind).Select(element => element.Attribute("Include")!.Value.Replace('\\', '/'))];

    private static IEnumerable<(string Path, string Text)> Sources(string folder) =>
        ((string[])["*.cs", "*.razor"]).SelectMany(pattern => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations"))
            .Select(path => (path, File.ReadAllText(path)));

    private static IEnumerable<string> Usings(string source) => UsingDirectives().Matches(source).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"^\s*@?(global )?using (static )?(\w+ = )?(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UsingDirectives();

    [GeneratedRegex(@"//.*$|/\*[\s\S]*?\*/", RegexOptions.Multiline, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"(\bMonitoring\.(?<feature>Registry|Sources|Encounters|Evaluation|Analyses|Rules|Alerts)\b)|((?<![\w.])(?<feature>Registry|Sources|Encounters|Evaluation|Analyses|Rules|Alerts)\.[A-Z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FeatureNames();
}
