namespace EquityMonitor.Simulation;

/// <summary>The truths of the simulated hospital; the README of this project tells them to a reader. Everything else in the data is sound.</summary>
public static class PlantedTruths
{
    private const double NeedRatio = 1.4;

    public static PlantedTruth SpanishSensitivity { get; } = new()
    {
        Key = "readmission-spanish",
        Model = SimulatedModel.Readmission,
        Description = "The interface that carries interpreter-assisted notes stopped, so the model no longer sees the comorbidities of Spanish speakers and scores them too low: sensitivity falls while the figure for all patients stays good.",
        Subgroup = Of(("language", "Spanish")),
        Metric = "sensitivity",
        FromDay = -170,
        Direction = PlantedDirection.Lower,
        Sound = 0.70,
        Faulty = 0.31,
        ScoreShift = -1.05,
        ScoreFidelity = 0.9,
    };

    public static PlantedTruth BlackWomenSepsis { get; } = new()
    {
        Key = "sepsis-black-women",
        Model = SimulatedModel.Sepsis,
        Description = "Sepsis of Black women is missed: the model ranks them poorly and scores them low. Black patients as a whole and women as a whole look acceptable, only the intersection shows it.",
        Subgroup = Of(("race", "Black"), ("sex", "Female")),
        Metric = "sensitivity",
        FromDay = null,
        Direction = PlantedDirection.Lower,
        Sound = 0.83,
        Faulty = 0.28,
        ScoreShift = -1.7,
        ScoreFidelity = 0.65,
    };

    public static PlantedTruth WestScoreDrift { get; } = new()
    {
        Key = "icu-west-upgrade",
        Model = SimulatedModel.IcuMortality,
        Description = "After a software upgrade at the site West a laboratory value arrives in another unit: scores drift upward, more patients are flagged and fewer die than predicted.",
        Subgroup = Of(("site", "West")),
        Metric = "psi",
        FromDay = -115,
        Direction = PlantedDirection.Higher,
        Sound = 0.02,
        Faulty = 0.65,
        ScoreShift = 1.9,
    };

    public static PlantedTruth SelfPayOutcomes { get; } = new()
    {
        Key = "readmission-self-pay",
        Model = SimulatedModel.Readmission,
        Description = "Readmissions to other hospitals are learnt from claims, and there are none for patients without insurance since a data agreement ended: their outcomes are recorded less often.",
        Subgroup = Of(("payer", "Self-pay")),
        Metric = "outcomeKnownRate",
        FromDay = -300,
        Direction = PlantedDirection.Lower,
        Sound = 0.975,
        Faulty = 0.80,
        NeverRecorded = 0.19,
    };

    public static PlantedTruth BlackNeed { get; } = new()
    {
        Key = "readmission-need",
        Model = SimulatedModel.Readmission,
        Description = "The label is a poor proxy for need: at the same score Black patients carry more chronic conditions, although the model is calibrated for them.",
        Subgroup = Of(("race", "Black")),
        Metric = "need",
        FromDay = null,
        Direction = PlantedDirection.Higher,
        Sound = 2.3,
        Faulty = 2.3 * NeedRatio,
    };

    public static IReadOnlyList<PlantedTruth> All { get; } = [SpanishSensitivity, BlackWomenSepsis, WestScoreDrift, SelfPayOutcomes, BlackNeed];

    /// <summary>What multiplies the expected chronic conditions of a patient of that race.</summary>
    internal static double NeedFactor(string race) => race == BlackNeed.Subgroup["race"] ? NeedRatio : 1;

    private static Dictionary<string, string> Of(params (string Column, string Value)[] terms) => terms.ToDictionary(t => t.Column, t => t.Value, StringComparer.Ordinal);
}
