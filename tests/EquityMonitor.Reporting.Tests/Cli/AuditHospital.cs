using System.Globalization;
using System.Text;

namespace EquityMonitor.Reporting.Tests.Cli;

/// <summary>
/// A file with three planted truths: patients of race B at site S who have the outcome are seldom flagged, race B needs more at the same score, and the scores are the risk
/// everywhere else. The same seed gives the same file.
/// </summary>
internal static class AuditHospital
{
    public const string Definition = """
        key: sepsis
        name: Sepsis early warning
        version: "1"
        score: { column: score, kind: probability }
        threshold: 0.5
        outcome: { column: sepsis, maturityDays: 1 }
        encounter: encounter_id
        patient: patient_id
        dimensions: [race, sex, site]
        """;

    public const string Points = """
        key: warning
        name: Early warning points
        version: "1"
        score: { column: score, kind: points, min: 0, max: 1 }
        threshold: 0.5
        outcome: { column: sepsis, maturityDays: 1 }
        encounter: encounter_id
        dimensions: [race, sex, site]
        """;

    /// <param name="shift">Added to every score: what drifts.</param>
    public static string Rows(int count = 6000, ulong seed = 1, double shift = 0, bool outcomes = true)
    {
        var random = new Random((int)seed);
        var csv = new StringBuilder("encounter_id,patient_id,score,sepsis,race,sex,site,comorbidities\n");
        for (var i = 0; i < count; i++)
        {
            string race = "AAB"[random.Next(3)].ToString(), sex = "FM"[random.Next(2)].ToString(), site = "NS"[random.Next(2)].ToString();
            var risk = Math.Round(random.NextDouble(), 6);
            var isPositive = random.NextDouble() < risk;
            var hidden = race == "B" && site == "S" && isPositive && random.NextDouble() < 0.6;
            var score = Math.Clamp(Math.Round((hidden ? risk / 3 : risk) + shift, 6), 0, 1);
            var need = (race == "B" ? 2 : 1) + (3 * risk) + random.NextDouble();
            csv.Append(CultureInfo.InvariantCulture, $"e{i},p{i / 2},{score},{(outcomes ? isPositive ? "1" : "0" : "")},{race},{sex},{site},{need:0.000}\n");
        }

        return csv.ToString();
    }
}
