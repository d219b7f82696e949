using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Html.View;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using Spectre.Console;

namespace EquityMonitor.Cli.Output;

/// <summary>What an audit found, on one screen: the headline, and the verdicts with the worst first.</summary>
internal static class AuditSummary
{
    private const int MostRows = 15;

    public static void Write(Terminal terminal, AuditFigures figures, string folder)
    {
        var view = AuditViewBuilder.Build(figures);
        var console = terminal.Console;
        console.WriteLine(view.Headline);
        foreach (var sentence in view.Summary)
            console.WriteLine(sentence);
        var worst = AuditViewBuilder.WorstFirst(figures.Subgroups
            .Where(subgroup => subgroup.SuppressedBecause is null)
            .SelectMany(subgroup => subgroup.Judgements)).ToArray();
        if (worst.Length > 0)
            console.Write(Table(worst, figures));
        if (worst.Length > MostRows)
            console.WriteLine($"{Formats.Count(worst.Length - MostRows)} more are in the files.");
        if (worst.Any(judgement => judgement.Verdict == Verdict.Watch))
            console.WriteLine("Watch: the value is past the limit; the evidence, adjusted for all the subgroups that were looked at, is not.");
        if (PeekSafe(figures) is { } peekSafe)
            console.WriteLine(peekSafe);
        foreach (var section in view.Sections.Where(section => section.IsAsked))
            console.WriteLine(section.Missing is { } missing ? $"{section.Title} {missing}" : section.Lead[0]);
        var refused = figures.Audit.Quarantined.Values.Sum();
        if (refused > 0)
            console.WriteLine($"{Formats.Count(refused)} rows were refused: {string.Join("; ", view.Quarantined)}.");
        console.WriteLine($"Written: audit.json, audit.csv, audit.html in {folder}");
    }

    /// <summary>That no alarm can be expected here; null where no rule asks for peek-safe evidence.</summary>
    private static string? PeekSafe(AuditFigures figures)
    {
        string[] rules = [.. figures.Audit.Definition.Rules.Where(rule => rule.Evidence == RuleEvidence.PeekSafe).Select(rule => rule.Key)];
        return rules.Length == 0 ? null
            : $"{(rules.Length == 1 ? "Rule" : "Rules")} {ShiftWords.List(rules)} {(rules.Length == 1 ? "asks" : "ask")} for peek-safe evidence, which raises its alarms while encounters are followed day by day. "
                + "A file is one look at one period: it is judged by intervals, and raises none.";
    }

    private static Table Table(IReadOnlyList<RuleJudgement> worst, AuditFigures figures)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("Verdict").NoWrap());
        table.AddColumn(new TableColumn("Rule").NoWrap());
        table.AddColumn("Subgroup");
        foreach (var number in new[] { "Value", IntervalWords.Heading(figures.Level), "Of" })
            table.AddColumn(new TableColumn(number).RightAligned().NoWrap());
        var names = new SubgroupNames(figures.Audit.Definition.Dimensions);
        foreach (var judgement in worst.Take(MostRows))
        {
            var metric = judgement.Rule.Metric;
            var measured = (Estimate.Measured)judgement.Metric;
            table.AddRow(
                Mark(judgement.Verdict),
                new Text(judgement.Rule.Key),
                new Text(names.Of(judgement.Subgroup.Key)),
                new Text(Formats.Value(metric, measured.Value, measured.Interval)),
                new Text(Formats.Range(metric, measured.Interval)),
                new Text(Formats.Denominator(metric, measured.Denominator)));
        }

        return table;
    }

    private static Text Mark(Verdict verdict) => verdict switch
    {
        Verdict.Below => new Text("▼ Below", new Style(Color.OrangeRed1)),
        Verdict.Watch => new Text("◇ Watch", new Style(Color.Orange1)),
        _ => new Text(VerdictWords.Of(verdict).Word),
    };
}
