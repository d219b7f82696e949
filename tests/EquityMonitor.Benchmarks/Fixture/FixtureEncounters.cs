using System.Globalization;
using EquityMonitor.Simulation;

namespace EquityMonitor.Benchmarks.Fixture;

/// <summary>
/// The encounters that golden values of EquityMonitor.Statistics are computed on by other tools: a year of the simulated hospital's intensive care, cut to a few
/// people of each race, all their encounters in patient order. Always the same, as long as the simulator is.
/// </summary>
internal static class FixtureEncounters
{
    private const int Days = 365;

    private static readonly DateOnly Anchor = new(2026, 6, 1);

    /// <summary>From here on the scores at one site are too high: the half that drift is sought in.</summary>
    private static readonly DateOnly CurrentFrom = Anchor.AddDays(-115);

    /// <summary>A short name for each race, since other tools sort by it, and how many of its encounters are taken; blank is what was never entered.</summary>
    private static readonly Dictionary<string, (string Group, int Encounters)> Wanted = new(StringComparer.Ordinal)
    {
        ["White"] = ("A", 1400),
        ["Black"] = ("B", 950),
        ["Asian"] = ("C", 500),
        [""] = ("", 380),
    };

    public static void Write(TextWriter output)
    {
        var hospital = new SimulatedHospital(SimulatedHospital.DefaultSeed, Anchor);
        var left = Wanted.ToDictionary(item => item.Key, item => item.Value.Encounters, StringComparer.Ordinal);
        var patients = Enumerable.Range(-Days, Days).SelectMany(day => hospital.Rows(SimulatedModel.IcuMortality, Anchor.AddDays(day)))
            .GroupBy(row => row.PatientId, StringComparer.Ordinal).OrderBy(patient => patient.Key, StringComparer.Ordinal);
        output.WriteLine("patient,group,sex,age,current,score,outcome,response,need");
        foreach (var patient in patients)
        {
            var race = patient.First().Race ?? "";
            foreach (var row in patient.OrderBy(row => row.ScoredAt).Take(left.GetValueOrDefault(race)))
            {
                left[race]--;
                output.WriteLine(Line(row, Wanted[race].Group));
            }
        }
    }

    /// <summary>Scores with three decimals, as exports have them: many are equal, and the lowest are exactly 0.</summary>
    private static string Line(SimulatedRow row, string group) => string.Join(
        ',',
        row.PatientId,
        group,
        row.Sex,
        row.Age.ToString(CultureInfo.InvariantCulture),
        DateOnly.FromDateTime(row.ScoredAt) >= CurrentFrom ? "1" : "0",
        Math.Round(row.Score, 3).ToString(CultureInfo.InvariantCulture),
        row.Outcome ? "1" : "0",
        row.Response,
        row.ChronicConditions.ToString(CultureInfo.InvariantCulture));
}
