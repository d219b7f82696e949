namespace EquityMonitor.Simulation;

/// <summary>Which way a planted truth moves its metric.</summary>
public enum PlantedDirection
{
    Lower,
    Higher,
}

/// <summary>Something that is wrong on purpose, so that it is known what the monitor has to find.</summary>
public sealed record PlantedTruth
{
    public required string Key { get; init; }

    public required SimulatedModel Model { get; init; }

    /// <summary>Plain words, for a person who looks at the demo.</summary>
    public required string Description { get; init; }

    /// <summary>Dimension column -> value.</summary>
    public required IReadOnlyDictionary<string, string> Subgroup { get; init; }

    /// <summary>Key of the metric that shows it: one of the metric catalogue, or "psi" (score drift) or "need" (mean of the need column at equal score).</summary>
    public required string Metric { get; init; }

    /// <summary>First encounter day on which it holds, in days after the anchor (negative: before); null when it always held.</summary>
    public required int? FromDay { get; init; }

    public required PlantedDirection Direction { get; init; }

    /// <summary>About what the metric is without the fault, and with it.</summary>
    public required double Sound { get; init; }

    public required double Faulty { get; init; }

    /// <summary>Added to the log odds that the score states; the true risk stays.</summary>
    internal double ScoreShift { get; init; }

    /// <summary>Correlation of the score's log odds with the true log odds within the subgroup.</summary>
    internal double ScoreFidelity { get; init; } = 1;

    /// <summary>Share of outcomes that are never recorded, in place of the model's own.</summary>
    internal double? NeverRecorded { get; init; }

    internal bool ChangesScores => ScoreShift != 0 || ScoreFidelity < 1;
}
