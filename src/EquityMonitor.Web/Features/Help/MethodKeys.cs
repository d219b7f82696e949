namespace EquityMonitor.Web.Features.Help;

/// <summary>What figures link to that are no metric; a test asserts that something is written about each.</summary>
public static class MethodKeys
{
    public const string StabilityIndex = "stability-index";
    public const string KolmogorovSmirnov = "kolmogorov-smirnov";
    public const string JensenShannon = "jensen-shannon";
    public const string Wasserstein = "wasserstein";
    public const string PatientMix = "patient-mix";
    public const string RepresentationRatio = "representation-ratio";
    public const string BaselineDifference = "baseline-difference";
    public const string CalibrationCurve = "calibration-curve";
    public const string IsotonicCalibration = "isotonic-calibration";
    public const string Provisional = "provisional-performance";
    public const string BackTest = "back-test";
    public const string FlagAndOutcome = "flag-and-outcome";
    public const string LabelAudit = "label-audit";
    public const string StandardisedGap = "standardised-gap";
    public const string HiddenSubgroups = "hidden-subgroups";
    public const string Power = "power";
}
