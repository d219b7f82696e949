namespace EquityMonitor.Simulation;

/// <summary>One encounter before its scores are dated: who, how much at risk, what the model says, what happens and when that is recorded.</summary>
internal sealed record EncounterDraw
{
    /// <summary>Weight of the person's frailty in the standardised risk; the rest is new with each encounter.</summary>
    private const double FrailtyWeight = 0.5;

    public required SimulatedModel Model { get; init; }

    public required Patient Patient { get; init; }

    public required string Site { get; init; }

    public required string? Payer { get; init; }

    public required int Age { get; init; }

    /// <summary>The log odds that the model states.</summary>
    public required double ScoreLogit { get; init; }

    public required bool Outcome { get; init; }

    /// <summary>Days from the encounter to the recording of the outcome and the second of that day; null when it is never recorded.</summary>
    public required (int Days, int Second)? Recording { get; init; }

    public static EncounterDraw Next(SimulatedModel model, PatientPopulation population, Faults faults, int offset, ref RandomStream random)
    {
        var patient = population.Pick(ref random);
        var site = random.Chance(0.88) ? patient.HomeSite : PatientPopulation.Sites[random.Pick(PatientPopulation.SiteShares)];
        var payer = random.Chance(0.03) ? null : patient.Payer;
        var age = patient.AgeAtAnchor + offset / 365.25;
        var (shift, fidelity, never) = faults.For(patient, site, payer);

        var mean = model.Intercept + Demographic(model, patient, age);
        var standardised = FrailtyWeight * patient.Frailty + Math.Sqrt(1 - FrailtyWeight * FrailtyWeight) * random.Normal();
        var seen = fidelity < 1 ? fidelity * standardised + Math.Sqrt(1 - fidelity * fidelity) * random.Normal() : standardised;
        var outcome = random.Chance(Logistic(mean + model.Spread * standardised));
        return new EncounterDraw
        {
            Model = model,
            Patient = patient,
            Site = site,
            Payer = payer,
            Age = (int)age,
            ScoreLogit = mean + shift + model.Spread * seen,
            Outcome = outcome,
            Recording = OutcomeRecording.Draw(model, outcome, never ?? model.NeverRecorded, ref random),
        };
    }

    public SimulatedRow ToRow(string id, DateTime scoredAt, double scoreLogit, DateOnly day, ref RandomStream random)
    {
        var smallest = Math.Pow(10, -Model.ScoreDecimals);
        var score = Math.Clamp(Math.Round(Logistic(scoreLogit), Model.ScoreDecimals), smallest, 1 - smallest);
        return new SimulatedRow
        {
            EncounterId = id,
            PatientId = Patient.Id,
            ScoredAt = scoredAt,
            Score = score,
            Outcome = Outcome,
            OutcomeRecordedAt = Recording is { } recording ? day.AddDays(recording.Days).ToDateTime(TimeOnly.MinValue).AddSeconds(recording.Second) : null,
            Response = score >= Model.Threshold ? DrawResponse(ref random) : null,
            ChronicConditions = Patient.ChronicConditions,
            Race = Patient.Race,
            Ethnicity = Patient.Ethnicity,
            Sex = Patient.Sex,
            Age = Age,
            Language = Patient.Language,
            Payer = Payer,
            Site = Site,
            DeprivationQuintile = Patient.DeprivationQuintile,
        };
    }

    private static double Demographic(SimulatedModel model, Patient patient, double age) =>
        0.10 * (age - 60) / 20
        + (patient.DeprivationQuintile switch { "Q1" => -0.08, "Q5" => 0.08, _ => 0 })
        + (patient.Sex == "Male" ? model.Male : 0);

    private static string? DrawResponse(ref RandomStream random)
    {
        var u = random.Uniform();
        return u < 0.60 ? "accepted" : u < 0.84 ? "overridden" : null;
    }

    private static double Logistic(double logit) => 1 / (1 + Math.Exp(-logit));
}
