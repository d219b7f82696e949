using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Alerts.Detail;
using EquityMonitor.Web.Features.Evidence;
using EquityMonitor.Web.Features.Evidence.Power;
using EquityMonitor.Web.Features.Models.Subgroups;
using EquityMonitor.Web.Features.Overview;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Evidence;

/// <summary>Where power is shown, whom a rule compares with is read with it: a named value, and the own baseline.</summary>
public sealed class PowerReadersTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly MonitorFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("peek-safe")]
    [InlineData("interval")]
    public async Task NamedValue_IsHeldAgainstThatGroup_OnTheEvidencePageTheModelPageAndTheAlert(string evidence)
    {
        // English speakers: 610 of 910 flagged, whoever else there is.
        var id = Fill($"gap: 0.05, against: language=English, evidence: {evidence}");

        PowerQuestion?[] questions = [(await SubjectAsync()).Power, await OnModelPageAsync(), (await AlertAsync(id)).Power];

        foreach (var question in questions)
        {
            question.ShouldNotBeNull().HeldTo.ShouldBe((610.0 / 910) - 0.05, 1e-9);
            question.Volume.Others.ShouldNotBeNull().Denominator.ShouldBe(910);
        }

        questions.Distinct().Count().ShouldBe(1, "the same question has one answer wherever it is asked");
        Answer(questions[0]!).SmallestGap.ShouldNotBeNull();
    }

    [Fact]
    public async Task OwnBaseline_IsTheGroupThen_AndWhatWasFrozenDecides()
    {
        var id = Fill("gap: 0.05, against: baseline");
        AddBaseline(truePositives: 140);
        using (var context = _files.CreateDbContext())
        {
            var model = context.Models.Single();
            context.EvidenceForms.Add(new EvidenceForm { ModelId = model.Id, RuleKey = "sens-floor", Since = 1, From = Seed.Newest.AddDays(-200), Basis = new FormBasis([], new Dictionary<string, double> { ["language=Spanish"] = 0.65 }).ToJson() });
            context.SaveChanges();
        }

        var question = (await SubjectAsync()).Power.ShouldNotBeNull();
        using var desk = new PowerDesk(_files);
        var answer = await desk.AnswerAsync(question, Token);

        question.HeldTo.ShouldBe(0.65, 1e-9, "140 of 200 less 5 points");
        answer.Question.HeldTo.ShouldBe(0.60, 1e-9);
        (await desk.AnswerAsync(question, Token)).ShouldBeSameAs(answer);
        (await OnModelPageAsync()).ShouldBe(question);
        (await AlertAsync(id)).Power.ShouldBe(question);
    }

    [Fact]
    public async Task OwnBaseline_WindowOverlapsIt_IsSaidEverywhere()
    {
        var id = Fill("gap: 0.05, against: baseline, evidence: interval");
        AddBaseline(truePositives: 140, to: Seed.Newest.AddDays(-60));
        var why = PowerReason.Nobody(NotEstimableReason.OverlapsBaseline);

        var subject = await SubjectAsync();
        subject.Power.ShouldBeNull();
        subject.NoPower.ShouldBe(why);
        var alert = await AlertAsync(id);
        alert.Power.ShouldBeNull();
        alert.NoPower.ShouldBe(why);
        (await RowAsync()).Note.ShouldBe($"What could be seen, and when, is not said: {why.Text}.");
    }

    [Fact]
    public async Task Viewer_IsNotToldWhatRestsOnFew()
    {
        Fill("gap: 0.05, against: language=English");
        using (var context = _files.CreateDbContext())
        {
            var english = context.Subgroups.Single(row => row.Key == "language=English").Id;
            foreach (var point in context.Points.Where(point => point.SubgroupId == english))
                point.FalseNegatives = 5;
            context.SaveChanges();
        }

        (await SubjectAsync(showSmallCells: false)).NoPower.ShouldBe(PowerReason.Suppressed);
        (await SubjectAsync()).Power.ShouldNotBeNull();
    }

    private static PowerAnswer Answer(PowerQuestion question) => PowerCalculation.Of(question, new PowerStanding(40, OneBetPerDay: false), Token);

    /// <summary>The floor of the example becomes another limit, on which Spanish speakers are on watch.</summary>
    private int Fill(string limit)
    {
        var id = Seed.Fill(_files, days: 3);
        using var context = _files.CreateDbContext();
        var model = context.Models.Single();
        model.DefinitionYaml = ExampleDefinition.Yaml.Replace("floor: 0.55", limit, StringComparison.Ordinal).Replace("windows: [28, 90]", "windows: [28, 90]\nbaseline: { from: 2025-01-01, to: 2025-06-30 }", StringComparison.Ordinal);
        foreach (var spell in context.VerdictSpells.Where(spell => spell.RuleKey == "sens-floor" && spell.Verdict == Verdict.Below))
            spell.Verdict = Verdict.Watch;
        context.SaveChanges();
        return id;
    }

    private void AddBaseline(long truePositives, DateOnly? to = null)
    {
        using var context = _files.CreateDbContext();
        var model = context.Models.Single();
        context.BaselineSets.Add(new BaselineSet { ModelId = model.Id, Version = "2.1", From = new DateOnly(2025, 1, 1), To = to ?? new DateOnly(2025, 6, 30), Fingerprint = 1 });
        foreach (var subgroup in context.Subgroups.ToList())
        {
            context.BaselinePoints.Add(new BaselinePoint
            {
                ModelId = model.Id,
                SubgroupId = subgroup.Id,
                TruePositives = truePositives,
                FalseNegatives = 200 - truePositives,
                TrueNegatives = 700,
                FalsePositives = 100,
                Mature = 1000,
                Scored = 1000,
                Flagged = truePositives + 100,
            });
        }

        context.SaveChanges();
    }

    private async Task<EvidenceSubject> SubjectAsync(bool showSmallCells = true) =>
        (await new EvidencePageReader(_files, new EvidenceReader(_files)).ReadAsync(new EvidenceQuery("readmission", "sens-floor", "language=Spanish"), showSmallCells, Token)).Subject.ShouldNotBeNull();

    private async Task<PowerQuestion?> OnModelPageAsync() => (await RowAsync()).Power;

    private async Task<RuleEvidenceRow> RowAsync()
    {
        var view = (await new SubgroupsReader(_files).ReadAsync("readmission", 90, null, showSmallCells: true, Token)).ShouldNotBeNull();
        using var context = _files.CreateDbContext();
        var rule = RuleEvidenceBuilder.Of(view, context.Models.Single().ReadDefinition(), Metric.Sensitivity, "language", []).ShouldHaveSingleItem();
        return rule.Rows.Single(row => row.Key == "language=Spanish");
    }

    private async Task<AlertDetail> AlertAsync(int id) =>
        (await new AlertDetailReader(_files, new EvidenceReader(_files), new FakeTimeProvider(new DateTimeOffset(Seed.Now)), NullLogger<AlertDetailReader>.Instance).ReadAsync(id, showSmallCells: true, Token)).Alert.ShouldNotBeNull();
}
