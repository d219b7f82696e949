using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Evidence.Power;

namespace EquityMonitor.Web.Tests.Features.Evidence;

public sealed class EnoughWordsTests
{
    [Theory]
    [InlineData(18.0, "Too few to judge: 18 of the 50 encounters with the outcome needed in 90 days. At this rate 50 would take a window of about 9 months.")]
    [InlineData(49.0, "Too few to judge: 49 of the 50 encounters with the outcome needed in 90 days. At this rate 50 would take a window of about 4 months.")]
    [InlineData(2.0, "Too few to judge: 2 of the 50 encounters with the outcome needed in 90 days. At this rate even a window of five years would not hold enough.")]
    [InlineData(0.0, "Too few to judge: none of the 50 encounters with the outcome needed in 90 days. At this rate even a window of five years would not hold enough.")]
    [InlineData(null, "Too few to judge: the rule asks for 50 encounters with the outcome in 90 days.")]
    [InlineData(50.0, null)]
    public void Enough_BySize_SaysWhatIsMissingAndHowLongItTakes(double? held, string? expected) =>
        EnoughWords.Of(Paths.Floor with { Minimum = 50, Window = 90 }, held)?.Replace(Formats.Space, " ", StringComparison.Ordinal).ShouldBe(expected);
}
