using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>The encounter days that one window looks at on one as-of day.</summary>
/// <param name="Scored">Behind volume, flag rate, overrides and score drift.</param>
/// <param name="Mature">Behind every performance metric.</param>
public readonly record struct WindowRange(int Window, DateOnly AsOf, DateRange Scored, DateRange Mature)
{
    /// <summary>Scored: A-N+1 ... A; mature: A-m-N+1 ... A-m. A window never crosses the first day of the model's version.</summary>
    public static WindowRange Of(ModelDefinition definition, int window, DateOnly asOf)
    {
        DateRange Ending(DateOnly to)
        {
            var from = to.AddDays(1 - window);
            return new DateRange(definition.Effective is { } effective && effective > from && effective <= to ? effective : from, to);
        }

        return new WindowRange(window, asOf, Ending(asOf), Ending(asOf.AddDays(-definition.Outcome.MaturityDays)));
    }
}
