using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>Definition files: YAML to <see cref="ModelDefinition"/> with every problem that is found, and back.</summary>
public static partial class ModelDefinitionYaml
{
    internal static readonly IReadOnlyList<int> DefaultWindows = [28, 90];

    private const int LongestDays = 3660;

    /// <summary>Reads a definition. It is given only when nothing at all is wrong.</summary>
    /// <param name="fileName">Named in messages; the text is not read from it.</param>
    public static DefinitionResult Parse(string text, string fileName, DefinitionUse use)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problems = new List<DefinitionProblem>();
        ModelDefinition? definition = null;
        if (Root(text, problems) is { } root)
            definition = Read(new YamlSection(root, "", problems), use, problems);
        return new()
        {
            FileName = fileName,
            Definition = problems.Count == 0 ? definition : null,
            Problems = [.. problems.OrderBy(problem => problem.Line)],
        };
    }

    /// <summary>The definition as a file that <see cref="Parse"/> reads to an equal one. What equals its default is written too, so that the file shows everything.</summary>
    public static string Write(ModelDefinition definition) => ModelDefinitionWriter.Write(definition);

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,63}$", RegexOptions.None, 1000)]
    internal static partial Regex KeyShape();

    private static YamlMappingNode? Root(string text, List<DefinitionProblem> problems)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            // A plain text that runs on by mistake is at fault where it stops, everything else where it begins.
            var line = exception.Message.Contains("plain scalar", StringComparison.Ordinal) ? exception.End.Line : exception.Start.Line;
            problems.Add(new((int)line, "", $"This is not valid YAML: {exception.Message.TrimEnd('.')}. Check indentation (spaces, no tabs), quotes, and that every {{ and [ is closed."));
            return null;
        }
        catch (InvalidOperationException)
        {
            problems.Add(new(LastReadableLine(text), "", "This is not valid YAML: a { or [ that is opened here is not closed."));
            return null;
        }

        if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
            return root;
        problems.Add(new(1, "", stream.Documents.Count > 1
            ? "The file holds more than one document. Write one model a file, without a line of ---."
            : "The file holds no definition. Write keys and values, beginning with 'key: readmission'."));
        return null;
    }

    /// <summary>The representation model does not say where it stopped on an unclosed group; the event parser below it does.</summary>
    private static int LastReadableLine(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            while (parser.MoveNext())
            {
            }
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException)
        {
        }

        return (int)(parser.Current?.Start.Line ?? 1);
    }

    private static ModelDefinition? Read(YamlSection file, DefinitionUse use, List<DefinitionProblem> problems)
    {
        var monitoring = use == DefinitionUse.Monitoring;
        var key = Key(file);
        var score = Score(file);
        var threshold = Threshold(file, score);
        var outcome = Outcome(file, monitoring);
        var time = Time(file, monitoring);
        var encounter = file.RequiredText("encounter", "encounter: encounter_id");
        var source = Source(file, monitoring);
        var windows = Windows(file, monitoring);
        var patient = file.Text("patient");
        var dimensions = DimensionReader.Read(file, [encounter, patient, score?.Column, outcome?.Column, time?.Column]);
        var baseline = Baseline(file);
        var response = Response(file);
        var partial = new RuleContext(score, threshold, dimensions, windows) { Baseline = baseline, NeedsBaseline = monitoring, HasResponses = file.Has("response") };
        var definition = new ModelDefinition
        {
            Key = key ?? "",
            Name = file.RequiredText("name", "name: 30-day readmission risk") ?? "",
            Version = file.RequiredText("version", "version: \"2.1\"") ?? "",
            Effective = file.Date("effective"),
            Purpose = file.Text("purpose"),
            Owner = file.Text("owner"),
            Score = score!,
            Threshold = threshold ?? 0,
            Outcome = outcome!,
            Time = time,
            Encounter = encounter ?? "",
            PerEncounter = OneOfAnEncounter(file),
            Patient = patient,
            Response = response,
            Need = file.Text("need"),
            ChangedAt = ChangedAt(file, source?.Provider),
            Source = source,
            Dimensions = dimensions,
            StandardiseBy = StandardiseBy(file, dimensions),
            Windows = windows,
            Baseline = baseline,
            Training = TrainingReader.Read(file, dimensions),
            AlertsFrom = file.Date("alertsFrom"),
            Confidence = Confidence(file),
            Rules = RuleReader.Read(file, partial, monitoring),
            EvidenceBudget = file.Whole("evidenceBudget", 1, ModelDefinition.LongestEvidenceBudget) ?? ModelDefinition.DefaultEvidenceBudget,
        };
        file.RefuseUnknownKeys();
        return problems.Count == 0 ? definition : null;
    }

    private static PerEncounter OneOfAnEncounter(YamlSection file)
    {
        var choice = file.Choice("perEncounter", PerEncounter.Every, PerEncounterChoices);
        if (choice is PerEncounter.First or PerEncounter.Last && !file.Has("time"))
            file.Problem("perEncounter", $"Without 'time' nothing says which score of an encounter is the {choice.ToString().ToLowerInvariant()}. Add 'time', or write perEncounter: highest or perEncounter: every");
        return choice;
    }

    private static readonly (string, PerEncounter)[] PerEncounterChoices =
    [
        ("every", PerEncounter.Every), ("first", PerEncounter.First), ("last", PerEncounter.Last),
        ("highest", PerEncounter.Highest), ("highest score of the day", PerEncounter.Highest),
    ];
}
