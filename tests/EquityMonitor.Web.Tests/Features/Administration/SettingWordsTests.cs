using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Administration.Settings;

namespace EquityMonitor.Web.Tests.Features.Administration;

public sealed class SettingWordsTests
{
    [Theory]
    [InlineData("10 2 * * *", "daily 02:10 (10 2 * * *)")]
    [InlineData("0 4 * * 0", "every Sunday 04:00 (0 4 * * 0)")]
    [InlineData("0 4 * * 7", "every Sunday 04:00 (0 4 * * 7)")]
    [InlineData("*/5 * * * *", "*/5 * * * *")]
    [InlineData("0 4 1 * *", "0 4 1 * *")]
    [InlineData("0 4 * * 1-5", "0 4 * * 1-5")]
    public void Cron_DailyAndWeekly_AreSaidInWords(string cron, string expected) => SettingWords.Cron(cron).ShouldBe(expected);

    [Fact]
    public void Purpose_OfManyKeys_NamesTheOne() =>
        SettingCatalogue.All.Single(entry => entry.Key == "Serilog:MinimumLevel:Override:*").PurposeOf("Serilog:MinimumLevel:Override:Hangfire").ShouldBe("How much the part Hangfire of the program writes to the log.");

    [Theory]
    [InlineData("00:15:00", "15 minutes (00:15:00)")]
    [InlineData("01:00:00", "1 hour (01:00:00)")]
    [InlineData("01:30:00", "90 minutes (01:30:00)")]
    [InlineData("2.00:00:00", "2 days (2.00:00:00)")]
    [InlineData("00:00:00", "00:00:00")]
    public void Time_WholeUnits_AreSaidInWords(string time, string expected) =>
        SettingWords.Time(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture)).Replace(Formats.Space, " ", StringComparison.Ordinal).ShouldBe(expected);
}
