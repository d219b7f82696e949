using EquityMonitor.EndToEnd.Tests.Harness;

namespace EquityMonitor.EndToEnd.Tests.Browser;

/// <summary>What is wrong in the simulated hospital is known, so that it can be said whether the monitor finds all of it and nothing else.</summary>
[Collection(DemoCollection.Name)]
public sealed class PlantedAlertsTests(DemoHospital demo)
{
    [Fact]
    public async Task Alerts_OfTwoYears_AreThoseOfThePlantedFailuresThatHaveARule()
    {
        Assert.SkipUnless(Chromium.IsPresent, "There is no Chromium on this machine, and so no demo.");

        (await MonitorContent.AlertsAsync(demo.Root)).ShouldBe(
            [
                "readmission sens-floor language=Spanish",
                "readmission outcome-known payer=Self-pay",
                "sepsis sens-floor race=Black & sex=Female",
                "icu-mortality calibration site=West",
            ],
            ignoreOrder: true);
    }
}
