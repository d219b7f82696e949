using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Models.Drift;
using EquityMonitor.Web.Features.Models.Tabs;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Models;

public sealed class MeasuresReaderTests : IDisposable
{
    private readonly MonitorFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Read_AllAndWhoeverIsCompared_HasEveryDayOfTheTimeShown()
    {
        Seed.Fill(_files);

        var measures = await ReadAsync(showSmallCells: true);

        measures.Select(measure => measure.Key).ShouldBe(["volume", "flagRate", "prevalence", "outcomeKnownRate", "psi", "ks"]);
        measures.ShouldAllBe(measure => measure.Days.Count == 90 && measure.Days.Max() == Seed.Newest);
        measures[0].Series.Select(series => series.Name).ShouldBe(["All patients", "Language: Spanish"]);
        measures[0].Series[1].Readings[^1]!.Value.ShouldBe(814);
        measures[2].Series[1].Readings[^1]!.Value!.Value.ShouldBe(214 / 814.0, 1e-12);
        measures[4].Series[1].Readings[^1]!.Text.ShouldBe("Not estimable: no baseline");
    }

    [Fact]
    public async Task Read_Viewer_SeesNoSmallCell()
    {
        Seed.Fill(_files, falseNegatives: 8);

        var measures = await ReadAsync(showSmallCells: false);

        measures.ShouldAllBe(measure => measure.Series[1].Readings.OfType<MeasureReading>().All(reading => reading.Value == null));
        measures.Select(measure => measure.Series[1].Readings[^1]!.Text).Distinct().ShouldBe(["Suppressed (1 to 10)"]);
    }

    private async Task<IReadOnlyList<MeasureView>> ReadAsync(bool showSmallCells)
    {
        var query = new ModelQuery("readmission") { Dimension = "language", Window = "90", Range = "90", Pins = ["language=Spanish"] };
        var page = await ModelReaders.Of(_files, new FakeTimeProvider(new DateTimeOffset(Seed.Now))).ReadAsync(query, showSmallCells, TestContext.Current.CancellationToken);
        return await new MeasuresReader(_files, new PointHistoryReader(new PointMemory())).ReadAsync(TabScope.Of(page, showSmallCells)!, TestContext.Current.CancellationToken);
    }
}
