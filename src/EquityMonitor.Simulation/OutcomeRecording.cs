namespace EquityMonitor.Simulation;

/// <summary>When an outcome becomes known to the source: most by the model's maturity, a few late, a few never.</summary>
internal static class OutcomeRecording
{
    public static (int Days, int Second)? Draw(SimulatedModel model, bool outcome, double neverRecorded, ref RandomStream random)
    {
        var u = random.Uniform();
        var second = 6 * 3600 + random.Below(14 * 3600);
        if (u < neverRecorded) return null;
        if (u < neverRecorded + model.RecordedLate) return (model.MaturityDays + 1 + random.Below(model.LastRecordingLag - model.MaturityDays), second);
        return (Lag(model, outcome, ref random), second);
    }

    private static int Lag(SimulatedModel model, bool outcome, ref RandomStream random)
    {
        if (model == SimulatedModel.Sepsis) return 1 + random.Pick([0.6, 0.3, 0.1]);
        if (model == SimulatedModel.IcuMortality) return 1 + (int)((outcome ? 24 : 29) * Math.Pow(random.Uniform(), 1.7));
        // A readmission is seen when it happens, mostly early; that none happened is known only when the thirty days are over.
        return outcome ? 2 + (int)(28 * Math.Pow(random.Uniform(), 1.5)) : 30;
    }
}
