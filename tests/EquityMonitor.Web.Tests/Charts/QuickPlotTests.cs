using Bunit;
using EquityMonitor.Web.Charts;

namespace EquityMonitor.Web.Tests.Charts;

public sealed class QuickPlotTests : BunitContext
{
    [Fact]
    public void Dispose_BrowserThatNeverAnswers_HoldsNobody()
    {
        var module = JSInterop.SetupModule(_ => true);
        module.Mode = JSRuntimeMode.Loose;
        var purge = module.SetupVoid("purge", _ => true);
        var plot = Render<QuickPlot>();

        var left = ((IAsyncDisposable)plot.Instance).DisposeAsync();

        left.IsCompletedSuccessfully.ShouldBeTrue();
        plot.WaitForAssertion(() => purge.Invocations.Count.ShouldBe(1));
    }
}
