using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>How much of the outcomes is known, by the age of the encounter day on the newest day.</summary>
/// <param name="MaturityDays">After how many days an outcome is expected to be known.</param>
/// <param name="Bands">Youngest first; without those that no stored day falls into.</param>
public sealed record OutcomeLag(int MaturityDays, DateOnly Newest, IReadOnlyList<OutcomeBand> Bands)
{
    private const int YoungBands = 4;

    // How far the nightly pull looks back beyond maturity, and how far the weekly one does.
    private const int NightlyDays = 14;
    private const int WeeklyDays = 90;

    public OutcomeBand Young => Sum(isMature: false);

    public OutcomeBand Mature => Sum(isMature: true);

    /// <param name="days">Of each stored day: rows and known outcomes.</param>
    public static OutcomeLag? Of(int maturityDays, DateOnly newest, IReadOnlyList<(DateOnly Day, int Rows, int Known)> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        var ages = days.Where(day => day.Day <= newest && day.Rows > 0).Select(day => (Age: newest.DayNumber - day.Day.DayNumber, day.Rows, day.Known)).ToList();
        if (ages.Count == 0)
            return null;
        var bands = Limits(maturityDays).Select(limit =>
        {
            var within = ages.Where(day => day.Age >= limit.From && day.Age <= (limit.To ?? int.MaxValue)).ToList();
            return new OutcomeBand(limit.From, limit.To, limit.From >= maturityDays, within.Count, within.Sum(day => (long)day.Rows), within.Sum(day => (long)day.Known));
        });
        return new OutcomeLag(maturityDays, newest, [.. bands.Where(band => band.Days > 0)]);
    }

    /// <summary>"97 % of the outcomes of mature days are known; of days that are not mature yet, 8 %."</summary>
    public string Sentence
    {
        get
        {
            var young = Young.Share is { } early ? $"of the days that are not mature yet, {Formats.Percent(early)}" : "no stored day is younger than that";
            return Mature.Share is { } late
                ? $"{Formats.Percent(late)} of the outcomes of all mature days that are stored are known; {young}."
                : Young.Share is { } only ? $"No stored day is mature yet; {Formats.Percent(only)} of the outcomes are known already." : "No outcome is expected yet.";
        }
    }

    private static IEnumerable<(int From, int? To)> Limits(int maturityDays)
    {
        var width = Math.Max(1, (maturityDays + YoungBands - 1) / YoungBands);
        for (var from = 0; from < maturityDays; from += width)
            yield return (from, Math.Min(from + width, maturityDays) - 1);
        yield return (maturityDays, maturityDays + NightlyDays - 1);
        yield return (maturityDays + NightlyDays, maturityDays + WeeklyDays - 1);
        yield return (maturityDays + WeeklyDays, null);
    }

    private OutcomeBand Sum(bool isMature)
    {
        var bands = Bands.Where(band => band.IsMature == isMature).ToList();
        return new OutcomeBand(0, null, isMature, bands.Sum(band => band.Days), bands.Sum(band => band.Rows), bands.Sum(band => band.Known));
    }
}

/// <param name="From">Age in days; 0 is the newest day.</param>
/// <param name="To">Inclusive; null without an end.</param>
public sealed record OutcomeBand(int From, int? To, bool IsMature, int Days, long Rows, long Known)
{
    public double? Share => Rows > 0 ? (double)Known / Rows : null;

    /// <summary>"0 to 7 days", "120 days or more".</summary>
    public string Words => To switch
    {
        null => $"{Formats.Count(From)}{Formats.Space}days or more",
        { } to when to == From => Formats.Count(From, "day", "days"),
        { } to => $"{Formats.Count(From)} to {Formats.Count(to)}{Formats.Space}days",
    };
}
