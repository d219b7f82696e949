using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Web.Features.Models;

/// <summary>
/// The points that were read lately, so that another metric of the same days is not read again. What is remembered stays true: points of All and of single values change
/// only with the fingerprints of their days, which are part of the key. Pairs get points without one, and are not remembered.
/// </summary>
public sealed class PointMemory
{
    /// <summary>Some 25 MB at two years each.</summary>
    internal const int MostRemembered = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<Key, IReadOnlyList<DatedTally>> _remembered = [];

    public IReadOnlyList<DatedTally>? Recall(Key key)
    {
        lock (_gate)
            return _remembered.GetValueOrDefault(key);
    }

    public void Remember(Key key, IReadOnlyList<DatedTally> tallies)
    {
        lock (_gate)
        {
            if (_remembered.Count >= MostRemembered)
                _remembered.Clear();
            _remembered[key] = tallies;
        }
    }

    /// <param name="Fingerprint">Of all days of the range together.</param>
    public readonly record struct Key(int Model, int Window, int Subgroup, DateOnly From, DateOnly To, long Fingerprint, PointParts Parts);
}

/// <summary>A subgroup on one as-of day.</summary>
public sealed record DatedTally(DateOnly AsOf, SubgroupTally Tally);
