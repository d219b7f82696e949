namespace EquityMonitor.Simulation;

/// <summary>The planted truths of one model that hold on one day.</summary>
internal sealed class Faults
{
    private readonly (PlantedTruth Truth, (string Column, string Value)[] Terms)[] _active;

    private Faults(IEnumerable<PlantedTruth> active) =>
        _active = [.. active.Select(truth => (truth, truth.Subgroup.Select(term => (term.Key, term.Value)).ToArray()))];

    public static Faults On(SimulatedModel model, int offset) =>
        new(PlantedTruths.All.Where(truth => truth.Model == model && (truth.FromDay is not { } from || offset >= from) && (truth.ChangesScores || truth.NeverRecorded is not null)));

    public (double Shift, double Fidelity, double? NeverRecorded) For(Patient patient, string site, string? payer)
    {
        double shift = 0, fidelity = 1;
        double? never = null;
        foreach (var (truth, terms) in _active)
        {
            if (!Array.TrueForAll(terms, term => Value(term.Column, patient, site, payer) == term.Value)) continue;
            shift += truth.ScoreShift;
            fidelity *= truth.ScoreFidelity;
            never = truth.NeverRecorded ?? never;
        }

        return (shift, fidelity, never);
    }

    private static string? Value(string column, Patient patient, string site, string? payer) => column switch
    {
        "race" => patient.Race,
        "sex" => patient.Sex,
        "language" => patient.Language,
        "site" => site,
        "payer" => payer,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "A planted truth names a column that cannot be matched: add it here."),
    };
}
