using Bunit;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Models.Tabs;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Models.Tabs;

/// <summary>Waiting for a long computation: told how far it is, and free to give it up.</summary>
public sealed class AnalysisTabTests : BunitContext
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new(TabSeed.Now);
    private readonly List<Reading> _readings = [];

    public AnalysisTabTests()
    {
        Services.AddPageServices(new ChangeBroker(), new ProgressBoard(_time, NullLogger<ProgressBoard>.Instance), _time);
        AddAuthorization().SetAuthorized("Dr Quality").SetPolicies(Policies.Viewer, Policies.SmallCells);
    }

    [Fact]
    public void Tab_ReadForAMoment_SaysNothingOfProgress()
    {
        var tab = Show();

        _readings[0].Progress.Report(0.4);
        _time.Advance(Long / 2);

        tab.FindAll("[role=progressbar]").ShouldBeEmpty();
        tab.Find("[data-state=Loading]");
    }

    [Fact]
    public void Tab_ReadForLong_ShowsHowFarItIsUntilItIsDone()
    {
        var tab = Show();

        _readings[0].Progress.Report(0.4);
        _time.Advance(Long);
        tab.WaitForAssertion(() => tab.Find("[role=progressbar]").GetAttribute("aria-valuenow").ShouldBe("40"));
        _readings[0].Progress.Report(0.8);
        _time.Advance(Long);
        tab.WaitForAssertion(() => tab.Find("[role=progressbar]").GetAttribute("aria-valuenow").ShouldBe("80"));

        _readings[0].Result.SetResult("result");

        tab.WaitForAssertion(() => tab.Find(".result").TextContent.ShouldBe("result"));
        tab.FindAll("[role=progressbar]").ShouldBeEmpty();
    }

    [Fact]
    public void Stop_WhileComputing_EndsTheComputationUntilItIsAskedForAgain()
    {
        var tab = Show();
        _time.Advance(Long);
        tab.WaitForAssertion(() => tab.Find(".computing button"));

        tab.Find(".computing button").Click();

        _readings[0].Cancellation.IsCancellationRequested.ShouldBeTrue();
        tab.WaitForAssertion(() => tab.Find(".stopped").TextContent.ShouldContain("You stopped the computation."));
        tab.FindAll("[data-state=Loading]").ShouldBeEmpty();
        tab.Find(".stopped button").Click();
        tab.WaitForAssertion(() => _readings.Count.ShouldBe(2));
        _readings[1].Result.SetResult("second");
        tab.WaitForAssertion(() => tab.Find(".result").TextContent.ShouldBe("second"));
        tab.FindAll(".stopped").ShouldBeEmpty();
    }

    [Fact]
    public void Stop_AfterAnotherChoice_KeepsWhatIsShownAndSaysOfWhatItIs()
    {
        var tab = Show();
        _readings[0].Result.SetResult("of Spanish");
        tab.WaitForAssertion(() => tab.Find(".result"));
        tab.Render(parameters => parameters.Add(probe => probe.Scope, Scope(180)));
        _time.Advance(Long);
        tab.WaitForAssertion(() => tab.Find(".computing button"));

        tab.Find(".computing button").Click();

        tab.WaitForAssertion(() => tab.Find(".stopped").TextContent.ShouldContain("of what was chosen before"));
        tab.Find(".result").TextContent.ShouldBe("of Spanish");
        tab.Find(".tab-frame").HasAttribute("aria-busy").ShouldBeFalse();
    }

    [Fact]
    public async Task Tab_Left_EndsTheComputation()
    {
        Show();

        await DisposeComponentsAsync();

        _readings[0].Cancellation.IsCancellationRequested.ShouldBeTrue();
    }

    private IRenderedComponent<Probe> Show() => Render<Probe>(parameters => parameters.Add(probe => probe.Scope, Scope(90)).Add(probe => probe.Reads, _readings));

    private static TabScope Scope(int range)
    {
        var definition = TabSeed.Definition;
        var day = DateOnly.FromDateTime(TabSeed.Now.UtcDateTime);
        var days = new DateRange(day, day);
        return new TabScope(
            definition.Key, definition, new ModelChoice { Metric = Metric.Sensitivity, Dimension = definition.Dimensions[0], Window = 28, Range = range },
            new ModelPeriod(day, days, days, 1, 0), [], true);
    }

    /// <summary>A reading that ends when the test says so.</summary>
    private sealed record Reading(IProgress<double> Progress, CancellationToken Cancellation)
    {
        public TaskCompletionSource<string> Result { get; } = new();
    }

    private sealed class Probe : AnalysisTab<string>
    {
        [Parameter] public List<Reading> Reads { get; set; } = [];

        protected override string Name => "a probe";

        protected override async Task<string> ReadAsync(TabScope scope, CancellationToken cancellationToken)
        {
            var reading = new Reading(scope.Progress!, cancellationToken);
            Reads.Add(reading);
            return await reading.Result.Task.WaitAsync(cancellationToken);
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<TabFrame>(0);
            builder.AddComponentParameter(1, nameof(TabFrame.Of), Waiting);
            builder.AddComponentParameter(2, nameof(TabFrame.Retry), EventCallback.Factory.Create(this, ReadNowAsync));
            builder.AddComponentParameter(3, nameof(TabFrame.Stop), EventCallback.Factory.Create(this, StopReadingAsync));
            builder.AddComponentParameter(4, nameof(TabFrame.ChildContent), (RenderFragment)(content => content.AddMarkupContent(0, View is null ? null : $"<p class=\"result\">{View}</p>")));
            builder.CloseComponent();
        }
    }
}
