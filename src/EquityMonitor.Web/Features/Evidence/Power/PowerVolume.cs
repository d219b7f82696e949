namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>What comes in a window, as far as the question needs it.</summary>
/// <param name="Trials">The denominator; of an AUROC the smaller class, of observed over expected the encounters.</param>
/// <param name="Others">The denominator of those that the rule compares with, without the group itself; null where it compares with nobody.</param>
/// <param name="OthersValue">Their figure.</param>
/// <param name="MeanScore">Of observed over expected.</param>
/// <param name="Positives">Of an AUROC.</param>
/// <param name="Negatives">Likewise.</param>
/// <param name="OtherPositives">Of those that an AUROC is compared with.</param>
/// <param name="OtherNegatives">Likewise.</param>
public sealed record PowerVolume(
    int Trials, double? Others = null, double? OthersValue = null, double? MeanScore = null, double Positives = 0, double Negatives = 0, double OtherPositives = 0, double OtherNegatives = 0);
