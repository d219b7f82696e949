using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>Whom a rule holds a group against, as the person who asks may see them.</summary>
public abstract record PowerReference
{
    private PowerReference()
    {
    }

    /// <summary>Those who share no encounter with the group: everybody else, also where the rule compares with all, which contains it.</summary>
    public sealed record Others(PowerReadings Readings) : PowerReference;

    public sealed record Nobody(NotEstimableReason Why) : PowerReference;

    /// <param name="reference">Of a rule that compares.</param>
    /// <param name="read">Their metrics.</param>
    public static PowerReference Of(ComparisonReference reference, Func<PerformanceSample, PowerReadings> read)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(read);
        return reference switch
        {
            ComparisonReference.Apart(var sample) => new Others(read(sample)),
            ComparisonReference.Everyone(var complement) => new Others(read(complement)),
            ComparisonReference.Nobody(var why) => new Nobody(why),
            _ => throw new ArgumentOutOfRangeException(nameof(reference)),
        };
    }
}
