using System.Globalization;

namespace EquityMonitor.Simulation;

/// <summary>
/// The simulated hospital: the scores of a model on a day are a pure function of (seed, anchor, day). Days are drawn relative to the anchor,
/// so that two hospitals of one seed with different anchors differ in calendar effects only.
/// </summary>
public sealed partial class SimulatedHospital
{
    public const long DefaultSeed = 20_260_101;

    public const string Zone = "America/Chicago";

    /// <summary>On the day the clocks go forward, an hour after two in the morning does not exist: what would begin in the first three hours begins three hours later.</summary>
    internal const int ShortDayGap = 3 * 3600;

    private const int CalendarStream = 2;

    private static readonly TimeZoneInfo Clock = TimeZoneInfo.FindSystemTimeZoneById(Zone);

    private readonly PatientPopulation _population;

    public SimulatedHospital(long seed, DateOnly anchor)
    {
        Seed = seed;
        Anchor = anchor;
        _population = new PatientPopulation(seed);
    }

    public long Seed { get; }

    /// <summary>The day of the first generation, to which planted truths are relative.</summary>
    public DateOnly Anchor { get; }

    /// <summary>Every score of the model on that local day, with outcomes as they will be known in the end.</summary>
    public IReadOnlyList<SimulatedRow> Rows(SimulatedModel model, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(model);
        var offset = day.DayNumber - Anchor.DayNumber;
        var faults = Faults.On(model, offset);
        var isShort = Clock.IsInvalidTime(day.ToDateTime(new TimeOnly(2, 30)));
        var prefix = model.EncounterPrefix + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "-";
        var count = EncounterCount(model, day, offset);
        var rows = new List<SimulatedRow>(count * (model == SimulatedModel.Sepsis ? 3 : 1));
        for (var i = 0; i < count; i++)
        {
            var random = new RandomStream(Seed, model.Stream, offset, i);
            var encounter = EncounterDraw.Next(model, _population, faults, offset, ref random);
            var id = prefix + (1000 + i).ToString(CultureInfo.InvariantCulture);
            if (model == SimulatedModel.Sepsis) EmergencyScores.Add(rows, encounter, id, day, isShort, ref random);
            else rows.Add(encounter.ToRow(id, ScoringTime(model, day, isShort, ref random), encounter.ScoreLogit, day, ref random));
        }

        return rows;
    }

    private int EncounterCount(SimulatedModel model, DateOnly day, int offset)
    {
        var random = new RandomStream(Seed, CalendarStream, offset, model.Stream);
        var season = 1 + 0.05 * Math.Cos(2 * Math.PI * (day.DayOfYear - 15) / 365.25);
        return (int)Math.Round(model.EncountersPerDay * model.Weekdays[(int)day.DayOfWeek] * season * random.Uniform(0.96, 1.04));
    }

    private static DateTime ScoringTime(SimulatedModel model, DateOnly day, bool isShort, ref RandomStream random)
    {
        // Discharges happen in working hours, the first day in intensive care ends at any.
        var seconds = model == SimulatedModel.Readmission
            ? (int)(3600 * (8 + 5.5 * (random.Uniform() + random.Uniform())))
            : random.Below(86_400);
        return day.ToDateTime(TimeOnly.MinValue).AddSeconds(isShort && seconds < ShortDayGap ? seconds + ShortDayGap : seconds);
    }
}
