using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Tests.Sources;

/// <summary>Expected instants are those of the IANA time zone database, as Python 3.11 zoneinfo gives them.</summary>
public sealed class DayClockTests
{
    [Theory]
    [InlineData("America/Chicago", "2026-03-08", "2026-03-08T06:00:00")]
    [InlineData("America/Chicago", "2026-03-09", "2026-03-09T05:00:00")]
    [InlineData("America/Chicago", "2026-11-01", "2026-11-01T05:00:00")]
    [InlineData("America/Chicago", "2026-11-02", "2026-11-02T06:00:00")]
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00")]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00")]
    [InlineData("Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00")]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00")]
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00")]
    [InlineData("UTC", "2026-01-01", "2026-01-01T00:00:00")]
    public void Begin_OfADay_IsItsFirstInstant(string zone, string day, string utc) =>
        new DayClock(TimeZoneInfo.FindSystemTimeZoneById(zone)).Begin(Day(day)).ShouldBe(Utc(utc));

    [Theory]
    [InlineData("America/Chicago", "2026-03-01", 14)]
    [InlineData("America/Chicago", "2026-10-25", 14)]
    [InlineData("Africa/Cairo", "2026-04-20", 10)]
    [InlineData("Africa/Cairo", "2026-10-25", 10)]
    [InlineData("America/Sao_Paulo", "2018-11-01", 7)]
    [InlineData("America/Sao_Paulo", "2019-02-14", 7)]
    [InlineData("America/Havana", "2026-10-28", 7)]
    [InlineData("America/St_Johns", "2005-10-27", 7)]
    [InlineData("Australia/Lord_Howe", "2026-04-01", 10)]
    public void DayOf_EveryQuarterHour_LiesWithinItsDayAndDaysFollowOneAnother(string zone, string from, int days)
    {
        var clock = new DayClock(TimeZoneInfo.FindSystemTimeZoneById(zone));
        var last = DateOnly.MinValue;
        for (var utc = clock.Begin(Day(from)); utc < clock.Begin(Day(from).AddDays(days)); utc = utc.AddMinutes(15))
        {
            var day = clock.DayOf(utc);
            utc.ShouldBeGreaterThanOrEqualTo(clock.Begin(day));
            utc.ShouldBeLessThan(clock.Begin(day.AddDays(1)));
            day.ShouldBeGreaterThanOrEqualTo(last);
            last = day;
        }

        last.ShouldBe(Day(from).AddDays(days - 1));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text);

    private static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.Parse(text), DateTimeKind.Utc);
}
