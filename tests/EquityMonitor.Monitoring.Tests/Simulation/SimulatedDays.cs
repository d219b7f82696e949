using EquityMonitor.Simulation;

namespace EquityMonitor.Monitoring.Tests.Simulation;

/// <summary>The two years of the default simulated hospital, generated once for all tests that only read them.</summary>
internal static class SimulatedDays
{
    public static readonly DateOnly Anchor = new(2026, 11, 23);

    private static readonly Lazy<Dictionary<(SimulatedModel, DateOnly), IReadOnlyList<SimulatedRow>>> Generated = new(() =>
    {
        var hospital = new SimulatedHospital(SimulatedHospital.DefaultSeed, Anchor);
        return SimulatedModel.All
            .SelectMany(model => Enumerable.Range(1, 730).Select(back => (Model: model, Day: Anchor.AddDays(-back))))
            .ToDictionary(key => (key.Model, key.Day), key => hospital.Rows(key.Model, key.Day));
    });

    public static IReadOnlyList<SimulatedRow> On(SimulatedModel model, DateOnly day) => Generated.Value[(model, day)];

    /// <summary>Rows of the days from and to, relative to the anchor, both included; of an encounter with several scores the highest.</summary>
    public static List<SimulatedRow> Encounters(SimulatedModel model, int from = -730, int to = -1)
    {
        var rows = Enumerable.Range(from, to - from + 1).SelectMany(offset => On(model, Anchor.AddDays(offset)));
        return model == SimulatedModel.Sepsis ? [.. rows.GroupBy(row => row.EncounterId).Select(group => group.MaxBy(row => row.Score)!)] : [.. rows];
    }

    /// <summary>The mature encounters of the newest window of 90 days as of the day before the anchor.</summary>
    public static List<SimulatedRow> NewestWindow(SimulatedModel model) => Encounters(model, -model.MaturityDays - 90, -model.MaturityDays - 1);

    public static Func<SimulatedRow, string> Column(string name) => name switch
    {
        "race" => row => Known(row.Race),
        "ethnicity" => row => Known(row.Ethnicity),
        "sex" => row => Known(row.Sex),
        "age" => row => row.Age < 45 ? "18-44" : row.Age < 65 ? "45-64" : row.Age < 80 ? "65-79" : "80+",
        "language" => row => Known(row.Language),
        "payer" => row => Known(row.Payer),
        "site" => row => row.Site,
        "deprivation_quintile" => row => Known(row.DeprivationQuintile),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not a dimension of the simulated hospital."),
    };

    public static bool IsIn(SimulatedRow row, PlantedTruth truth) => truth.Subgroup.All(term => Column(term.Key)(row) == term.Value);

    public static double Sensitivity(IEnumerable<SimulatedRow> rows, SimulatedModel model)
    {
        var positives = rows.Where(row => row.Outcome && row.OutcomeRecordedAt is not null).ToList();
        return positives.Count(row => row.Score >= model.Threshold) / (double)positives.Count;
    }

    /// <summary>Share of outcomes that the source has at the end of the last generated day.</summary>
    public static double KnownRate(IReadOnlyCollection<SimulatedRow> rows) => rows.Count(row => row.IsRecordedBy(Anchor.AddDays(-1))) / (double)rows.Count;

    /// <summary>Share of pairs in which the positive has the higher score, ties half, by ranks.</summary>
    public static double Auroc(IEnumerable<SimulatedRow> rows)
    {
        double below = 0, wins = 0, positives = 0;
        foreach (var tied in rows.GroupBy(row => row.Score).OrderBy(group => group.Key))
        {
            var (up, down) = (tied.Count(row => row.Outcome), tied.Count(row => !row.Outcome));
            wins += up * (below + down / 2.0);
            positives += up;
            below += down;
        }

        return wins / positives / below;
    }

    private static string Known(string? value) => string.IsNullOrWhiteSpace(value) ? "Unknown" : value;
}
