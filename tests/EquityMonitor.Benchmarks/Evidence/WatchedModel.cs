using EquityMonitor.Statistics;

namespace EquityMonitor.Benchmarks.Evidence;

/// <summary>All subgroups of one model, and what each policy says of each of them every day.</summary>
public sealed class WatchedModel
{
    /// <summary>Until windows are full and late outcomes complete.</summary>
    private const int RunIn = Scenario.Window + 60;

    private readonly WatchedSubgroup[] _subgroups;
    private readonly bool[,] _fires = new bool[Policies.Count, Scenario.Subgroups];
    private readonly bool[,] _begins = new bool[Policies.Count, Scenario.Subgroups];
    private readonly Scenario _scenario;

    /// <param name="random">Of the days that are watched; the same whatever came before them.</param>
    /// <param name="before">Of the days of the baseline.</param>
    public WatchedModel(Scenario scenario, Random random, Random before)
    {
        _scenario = scenario;
        _subgroups = [.. Enumerable.Range(0, Scenario.Subgroups).Select(_ => new WatchedSubgroup(scenario, random, before))];
        for (var day = 0; day < RunIn; day++)
            Next(scenario.Sensitivity);
    }

    /// <summary>Subgroups that bet once a day.</summary>
    public int BetOncePerDay => _subgroups.Count(subgroup => subgroup.BetsOncePerDay);

    /// <param name="first">True sensitivity of the first subgroup; the others keep that of the scenario.</param>
    public void Next(double first)
    {
        for (var i = 0; i < _subgroups.Length; i++)
            _subgroups[i].Next(i == 0 ? first : _scenario.Sensitivity);
        var judged = _subgroups.Index().Where(item => item.Item.PValue is not null).ToArray();
        var adjusted = BenjaminiHochberg.Adjust([.. judged.Select(item => item.Item.PValue!.Value)]);
        var below = new bool[_subgroups.Length];
        for (var i = 0; i < judged.Length; i++)
            below[judged[i].Index] = adjusted[i] <= 0.025;
        for (var i = 0; i < _subgroups.Length; i++)
        {
            Set(Policies.Point, i, _subgroups[i].IsUnderPoint);
            Set(Policies.Interval, i, _subgroups[i].PValue <= 0.025);
            Set(Policies.Adjusted, i, below[i]);
            _fires[Policies.PeekSafe, i] = _begins[Policies.PeekSafe, i] = _subgroups[i].HasAlarm;
        }
    }

    /// <summary>Whether the policy speaks of the subgroup today.</summary>
    public bool Fires(int policy, int subgroup) => _fires[policy, subgroup];

    /// <summary>Whether it did not yesterday.</summary>
    public bool Begins(int policy, int subgroup) => _begins[policy, subgroup];

    private void Set(int policy, int subgroup, bool fires)
    {
        _begins[policy, subgroup] = fires && !_fires[policy, subgroup];
        _fires[policy, subgroup] = fires;
    }
}

public static class Policies
{
    public const int Count = 4;
    public const int Point = 0;
    public const int Interval = 1;
    public const int Adjusted = 2;
    public const int PeekSafe = 3;
}
