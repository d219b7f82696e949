using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Evidence;
using EquityMonitor.Web.Features.Models.Subgroups;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features.Evidence;

public sealed class RuleEvidenceTests : IDisposable
{
    private readonly MonitorFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Rules_OfTheMetric_NameTheirEvidenceAndLinkToItForWhoeverIsLookedAt()
    {
        Seed.Fill(_files);

        var rule = (await RulesAsync(Metric.Sensitivity)).ShouldHaveSingleItem();

        rule.Name.ShouldBe("Sensitivity floor");
        rule.Promise.ShouldStartWith("Peek-safe evidence:");
        rule.Watch.ShouldBeNull();
        rule.Rows.Select(row => (row.Name, row.Verdict)).ShouldBe([("All patients", Verdict.Meets), ("language: Spanish", Verdict.Below)], new NameIgnoringCase());
        rule.Rows[1].Address.ShouldBe("/models/readmission/evidence?rule=sens-floor&group=language%3DSpanish");
        rule.Rows.ShouldAllBe(row => row.Power == null);
    }

    [Fact]
    public async Task Rules_GroupOnWatch_IsToldNotToPageAndAskedWhatCouldBeSeen()
    {
        Seed.Fill(_files);
        await using (var context = _files.CreateDbContext())
        {
            context.VerdictSpells.Single(spell => spell.Verdict == Verdict.Below).Verdict = Verdict.Watch;
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var rule = (await RulesAsync(Metric.Sensitivity)).ShouldHaveSingleItem();

        rule.Watch!.Replace(Formats.Space, " ", StringComparison.Ordinal).ShouldBe("1 group is on Watch under it. Watch is shown here and alerts nobody.");
        rule.Rows[1].Power!.Trials.ShouldBe(214);
    }

    [Fact]
    public async Task Rules_NothingAgreed_AreNone()
    {
        Seed.Fill(_files);

        (await RulesAsync(Metric.Npv)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rules_ComparisonOfAnAuroc_AsksWhatCouldBeSeenOfBothClasses()
    {
        Seed.Fill(_files);

        var rule = (await RulesAsync(Metric.Auroc)).ShouldHaveSingleItem();

        rule.Rows.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.InsufficientData);
        var volume = rule.Rows[0].Power.ShouldNotBeNull().Volume;
        volume.Trials.ShouldBe((int)Math.Min(volume.Own.Positives, volume.Own.Negatives));
        volume.Others.ShouldNotBeNull().Value.ShouldNotBeNull();
    }

    private async Task<IReadOnlyList<RuleEvidenceView>> RulesAsync(Metric metric)
    {
        var view = await new SubgroupsReader(_files).ReadAsync("readmission", 90, null, showSmallCells: true, TestContext.Current.CancellationToken);
        return RuleEvidenceBuilder.Of(view!, Paths.Definition, metric, "language", []);
    }

    private sealed class NameIgnoringCase : IEqualityComparer<(string Name, Verdict Verdict)>
    {
        public bool Equals((string Name, Verdict Verdict) x, (string Name, Verdict Verdict) y) => x.Verdict == y.Verdict && string.Equals(x.Name, y.Name, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((string Name, Verdict Verdict) obj) => obj.Verdict.GetHashCode();
    }
}
