namespace EquityMonitor.Monitoring.Evidence;

/// <summary>What one day bets about one subgroup.</summary>
/// <param name="Trials">Encounters of the subgroup.</param>
/// <param name="Successes">Of a proportion.</param>
/// <param name="ReferenceTrials">Where groups are compared.</param>
/// <param name="ReferenceSuccesses">Of a proportion.</param>
internal readonly record struct BetCounts(int Trials, int? Successes, int? ReferenceTrials = null, int? ReferenceSuccesses = null);

/// <summary>Turns the rows of a day into factors, for one form of a rule.</summary>
internal abstract class DayBets(RuleForm form)
{
    protected RuleForm Form => form;

    public static DayBets Of(RuleForm form) => form.Metric.Kind switch
    {
        EvidenceKind.Auroc => new AurocBets(form),
        _ when form.Compares => new ComparedBets(form),
        EvidenceKind.Proportion => new ProportionBets(form),
        _ => new EncounterBets(form),
    };

    /// <summary>A day comes up; called once for each, in the order of the ledger, before <see cref="Factors"/>.</summary>
    public virtual void Begin(FrozenDay day)
    {
    }

    /// <summary>ln L for each alternative of each side, or null for a day that leaves the stream unchanged: a side is empty, or a block is not yet full.</summary>
    /// <param name="kept">Of the opposite bet, that the limit is kept.</param>
    /// <param name="factors">Zeros.</param>
    public abstract BetCounts? Factors(FrozenDay day, int subset, int cell, EvidenceStream stream, bool kept, Span<double> factors);
}
