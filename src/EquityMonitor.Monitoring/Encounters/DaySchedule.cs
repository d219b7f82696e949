using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>Which days of a model a pull wants: pure calendar arithmetic over what is stored.</summary>
internal sealed class DaySchedule(ModelDefinition definition, DateOnly lastDay, DateOnly? firstKept)
{
    /// <summary>How far back the nightly pull looks for late outcomes of a source that cannot tell what changed, beyond maturity.</summary>
    public const int NightlyDays = 14;

    /// <summary>How far back the weekly pull looks for moved and deleted rows, beyond maturity.</summary>
    public const int WeeklyDays = 90;

    /// <summary>Without a baseline, history begins this long before the last day.</summary>
    private const int HistoryYears = 2;

    /// <summary>The last complete local day.</summary>
    public DateOnly LastDay => lastDay;

    public DateOnly FirstDay { get; } = definition.Baseline?.From ?? lastDay.AddYears(-HistoryYears);

    public bool IsKept(DateOnly day) => firstKept is null || day >= firstKept || definition.Baseline?.Contains(day) == true;

    /// <param name="scope">What the pull is for.</param>
    /// <param name="changed">Days that the source says were touched; null when it cannot tell.</param>
    /// <param name="stored">Stored days, and whether each has to be pulled again because its key or what its rows mean has changed.</param>
    public SortedSet<DateOnly> Wanted(PullScope scope, IReadOnlyCollection<DateOnly>? changed, IReadOnlyDictionary<DateOnly, bool> stored)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (scope is PullScope.Range range)
            return [.. Days(range.Days.From, range.Days.To < lastDay ? range.Days.To : lastDay)];
        var wanted = new SortedSet<DateOnly>(Days(FirstDay, lastDay).Where(day => !stored.ContainsKey(day)));
        wanted.UnionWith(stored.Where(day => day.Value).Select(day => day.Key));
        if (changed is not null)
            wanted.UnionWith(changed.Where(day => day <= lastDay && (day >= FirstDay || stored.ContainsKey(day))));
        else
            wanted.UnionWith(LastDays(NightlyDays));
        if (scope is PullScope.Weekly)
            wanted.UnionWith(LastDays(WeeklyDays));
        wanted.RemoveWhere(day => !IsKept(day));
        return wanted;
    }

    private IEnumerable<DateOnly> LastDays(int beyondMaturity)
    {
        var from = lastDay.AddDays(1 - definition.Outcome.MaturityDays - beyondMaturity);
        return Days(from > FirstDay ? from : FirstDay, lastDay);
    }

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
            yield return day;
    }
}
