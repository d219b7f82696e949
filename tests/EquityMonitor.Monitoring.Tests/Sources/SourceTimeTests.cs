using System.Globalization;
using CsCheck;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Tests.Sources;

public sealed class SourceTimeTests
{
    [Theory]
    [InlineData("2026-01-05", "2026-01-05T00:00:00.0000000", false)]
    [InlineData("2026-01-05T10:20", "2026-01-05T10:20:00.0000000", false)]
    [InlineData(" 2026-01-05 10:20:30 ", "2026-01-05T10:20:30.0000000", false)]
    [InlineData("2026-01-05T10:20:30.5", "2026-01-05T10:20:30.5000000", false)]
    [InlineData("2026-01-05 10:20:30.123456789", "2026-01-05T10:20:30.1234567", false)]
    [InlineData("2024-02-29T23:59:59.999Z", "2024-02-29T23:59:59.9990000", true)]
    [InlineData("2026-01-05 10:20:30+00", "2026-01-05T10:20:30.0000000", true)]
    [InlineData("2026-01-05T10:20:30-0600", "2026-01-05T16:20:30.0000000", true)]
    [InlineData("2026-01-05 00:20:30.25 +05:30", "2026-01-04T18:50:30.2500000", true)]
    public void TryRead_TextsOfAllForms_IsTheirTime(string text, string expected, bool isInstant)
    {
        SourceTime.TryRead(text, columnIsInstant: false, out var time).ShouldBeTrue();
        time.Clock.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture).ShouldBe(expected);
        time.IsInstant.ShouldBe(isInstant);
    }

    [Theory]
    [InlineData("2026-1-5")]
    [InlineData("2026-02-29")]
    [InlineData("2026-13-01")]
    [InlineData("0000-01-01")]
    [InlineData("05.01.2026 10:00")]
    [InlineData("2026-01-05T24:00:00")]
    [InlineData("2026-01-05T10:60:00")]
    [InlineData("2026-01-05T10:00:60")]
    [InlineData("2026-01-05T10:00:00.")]
    [InlineData("2026-01-05T10")]
    [InlineData("2026-01-05x10:00:00")]
    [InlineData("2026-01-05T10:00:00+1")]
    [InlineData("2026-01-05T10:00:00+15:00")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("20260105")]
    public void TryRead_AnythingElse_Fails(string text) => SourceTime.TryRead(text, columnIsInstant: false, out _).ShouldBeFalse();

    [Fact]
    public void TryRead_AnyTimeInRoundTripForm_IsThatTime() =>
        Gen.DateTimeOffset.Sample(
            instant => SourceTime.TryRead(instant.ToString("O", CultureInfo.InvariantCulture), columnIsInstant: false, out var time) && time == new SourceTime(instant.UtcDateTime, true),
            iter: 2000,
            seed: "0N0XIzNsQ0O2");
}
