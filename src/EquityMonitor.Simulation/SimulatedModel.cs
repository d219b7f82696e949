namespace EquityMonitor.Simulation;

/// <summary>One of the models that the simulated hospital uses, with what its generator needs to know.</summary>
public sealed class SimulatedModel
{
    private SimulatedModel(string key, string table, string outcomeColumn, int stream)
    {
        Key = key;
        Table = table;
        OutcomeColumn = outcomeColumn;
        Stream = stream;
    }

    /// <summary>The key of the model's definition.</summary>
    public string Key { get; }

    /// <summary>The table of the source database.</summary>
    public string Table { get; }

    public string OutcomeColumn { get; }

    public required double Threshold { get; init; }

    public required int MaturityDays { get; init; }

    /// <summary>Days after which no outcome is recorded any more.</summary>
    public required int LastRecordingLag { get; init; }

    /// <summary>Whether the table has the column chronic_conditions.</summary>
    public bool HasNeed { get; init; }

    internal int Stream { get; }

    internal string EncounterPrefix { get; init; } = "";

    internal double EncountersPerDay { get; init; }

    /// <summary>Factors from Sunday to Saturday.</summary>
    internal double[] Weekdays { get; init; } = [];

    /// <summary>The log odds of the outcome are normal over encounters, with this mean and this standard deviation: together they fix prevalence and AUROC.</summary>
    internal double Intercept { get; init; }

    internal double Spread { get; init; }

    /// <summary>What male sex adds to the log odds.</summary>
    internal double Male { get; init; }

    internal int ScoreDecimals { get; init; }

    internal double NeverRecorded { get; init; }

    internal double RecordedLate { get; init; }

    /// <summary>30-day readmission, scored once at discharge.</summary>
    public static SimulatedModel Readmission { get; } = new("readmission", "readmission_encounters", "readmitted_30d", 11)
    {
        Threshold = 0.15,
        MaturityDays = 30,
        LastRecordingLag = 60,
        HasNeed = true,
        EncounterPrefix = "R",
        EncountersPerDay = 195,
        Weekdays = [0.74, 0.99, 1.08, 1.10, 1.10, 1.17, 0.82],
        Intercept = -2.08,
        Spread = 1.08,
        ScoreDecimals = 3,
        NeverRecorded = 0.022,
        RecordedLate = 0.012,
    };

    /// <summary>Sepsis early warning in the emergency department, scored several times per encounter.</summary>
    public static SimulatedModel Sepsis { get; } = new("sepsis", "sepsis_scores", "sepsis", 12)
    {
        Threshold = 0.07,
        MaturityDays = 3,
        LastRecordingLag = 10,
        EncounterPrefix = "E",
        EncountersPerDay = 160,
        Weekdays = [1.00, 1.10, 1.03, 0.99, 0.97, 0.95, 0.96],
        Intercept = -3.5,
        Spread = 1.84,
        Male = 0.35,
        ScoreDecimals = 4,
        NeverRecorded = 0.025,
        RecordedLate = 0.015,
    };

    /// <summary>Mortality of a stay in intensive care, scored once at 24 hours.</summary>
    public static SimulatedModel IcuMortality { get; } = new("icu-mortality", "icu_encounters", "died_in_hospital", 13)
    {
        Threshold = 0.15,
        MaturityDays = 30,
        LastRecordingLag = 45,
        EncounterPrefix = "I",
        EncountersPerDay = 55,
        Weekdays = [0.92, 0.98, 1.04, 1.05, 1.04, 1.03, 0.94],
        Intercept = -3.25,
        Spread = 2.1,
        ScoreDecimals = 4,
        NeverRecorded = 0.02,
        RecordedLate = 0.015,
    };

    public static IReadOnlyList<SimulatedModel> All { get; } = [Readmission, Sepsis, IcuMortality];
}
