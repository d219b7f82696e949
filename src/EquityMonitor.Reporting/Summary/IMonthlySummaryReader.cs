namespace EquityMonitor.Reporting.Summary;

/// <summary>Reads summaries and which there are.</summary>
public interface IMonthlySummaryReader
{
    /// <param name="month">Any month.</param>
    /// <param name="modelKey">Null for all models.</param>
    /// <param name="progress">Told before each model.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>Null when there is no model of that key.</returns>
    Task<MonthlySummary?> ReadAsync(CalendarMonth month, string? modelKey, IProgress<SummaryProgress>? progress, CancellationToken cancellationToken);

    /// <summary>The months that have encounters, the newest first.</summary>
    Task<IReadOnlyList<SummaryMonth>> MonthsAsync(CancellationToken cancellationToken);
}

/// <param name="ModelName">The model that is being evaluated.</param>
public sealed record SummaryProgress(string ModelName, int Done, int Of);

/// <summary>A month and the models that have encounters in it.</summary>
public sealed record SummaryMonth(CalendarMonth Month, IReadOnlyList<ModelOfMonth> Models)
{
    /// <summary>The least that all of its models have reached.</summary>
    public MonthState State => Models.Min(model => model.Period.State);
}

public sealed record ModelOfMonth(string Key, string Name, MonthPeriod Period);
