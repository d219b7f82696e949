namespace EquityMonitor.Statistics.Evidence;

/// <summary>Which departure from a limit is looked for.</summary>
public enum Departure
{
    /// <summary>Under the limit: breaks a floor; recovers from a broken ceiling.</summary>
    Downwards,

    /// <summary>Over the limit: breaks a ceiling; recovers from a broken floor.</summary>
    Upwards,
}
