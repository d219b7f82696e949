using System.Globalization;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Monitoring.Tests.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.Evidence;

/// <summary>The small hospital with peek-safe rules and patients who come once, so that evidence gathers quickly.</summary>
internal static class PeekSafeHospital
{
    /// <summary>Last day of the baseline is day 9; encounters mature after 5 days.</summary>
    public static readonly DateOnly FirstDay = Hospital.FirstDay;

    public static ModelDefinition Definition { get; } = Hospital.Definition with
    {
        Rules = [.. Hospital.Definition.Rules.Select(rule => rule with { Evidence = RuleEvidence.PeekSafe })],
    };

    /// <summary>Rows up to a number of days; race B fails from one day to another.</summary>
    public static List<ScoredEncounter> Rows(int days, int failing = int.MaxValue, int mended = int.MaxValue)
    {
        var rows = Hospital.Rows(days, failing: FirstDay.AddDays(Math.Min(failing, 10_000)));
        if (mended < days)
            rows = [.. rows.Where(row => row.Time!.Value.Day < FirstDay.AddDays(mended)), .. Hospital.Rows(days).Where(row => row.Time!.Value.Day >= FirstDay.AddDays(mended))];
        return [.. rows.Select(row => row with { Patient = row.Encounter })];
    }

    public static IEnumerable<ScoredEncounter> From(this IEnumerable<ScoredEncounter> rows, int day) => rows.Where(row => row.Time!.Value.Day >= FirstDay.AddDays(day));

    public static IEnumerable<ScoredEncounter> Before(this IEnumerable<ScoredEncounter> rows, int day) => rows.Where(row => row.Time!.Value.Day < FirstDay.AddDays(day));

    /// <summary>Lines of a dump that tell of evidence, and of spells and alerts of single values: pairs are judged on the newest day of a run only.</summary>
    public static List<string> Evidence(string dump) =>
    [
        .. dump.Split('\n').Where(line => line.Split('|')[0] is "evidence" or "frozen" or "reset" or "checkpoint"
            || (line.Split('|')[0] is "spell" or "alert" && !line.Split('|')[3].Contains('&', StringComparison.Ordinal))),
    ];

    public static async Task<List<EvidenceDay>> LinesAsync(this StoredHospital hospital, string rule = "sens-floor", int since = 1)
    {
        await using var context = hospital.Open();
        return await context.EvidenceDays.Where(day => day.RuleKey == rule && day.Since == since).OrderBy(day => day.FrozenOn).ThenBy(day => day.Day).ToListAsync();
    }

    public static async Task<EvidencePath?> PathAsync(this StoredHospital hospital, string subgroup, string rule = "sens-floor")
    {
        await using var context = hospital.Open();
        var number = await context.Subgroups.Where(row => row.Key == subgroup).Select(row => row.Id).SingleAsync();
        return await new EvidenceReader(hospital.Contexts).PathAsync(hospital.ModelId, rule, number, CancellationToken.None);
    }

    public static string Text(int day) => FirstDay.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
