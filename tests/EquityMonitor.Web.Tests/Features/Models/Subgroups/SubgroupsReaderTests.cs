using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Subgroups;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features.Models.Subgroups;

public sealed class SubgroupsReaderTests : IDisposable
{
    private readonly MonitorFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Read_NewestDay_HasEverySubgroupWithWhatTheRulesSaid()
    {
        Seed.Fill(_files);

        var view = (await ReadAsync())!;

        view.AsOf.ShouldBe(Seed.Newest);
        view.Mature.To.ShouldBe(Seed.Newest.AddDays(-30));
        view.Subgroups.Select(row => row.Name).ShouldBe(["All patients", "Language: English", "Language: Spanish"]);
        var spanish = view.Find("language=Spanish")!;
        spanish.Patients.ShouldBe(412);
        spanish.Own(Metric.Sensitivity).MeasuredOrNull!.Value.ShouldBe(90 / 214.0, 1e-12);
        spanish.Verdicts.Select(verdict => (verdict.Rule.Key, verdict.Verdict)).ShouldBe([("sens-floor", Verdict.Below), ("auroc-gap", Verdict.InsufficientData)]);
        spanish.Verdicts[0].Onset.ShouldBe(new Onset(Seed.Newest.AddDays(-40), false));
        spanish.DistanceTo(view.RuleOf(Metric.Sensitivity)!).Margin!.Value.ShouldBe((90 / 214.0) - 0.55, 1e-12);
    }

    [Fact]
    public async Task Read_EarlierDay_HasTheVerdictsOfThatDay()
    {
        Seed.Fill(_files);

        var view = (await ReadAsync(Seed.Newest.AddDays(-50)))!;

        view.AsOf.ShouldBe(Seed.Newest.AddDays(-50));
        view.Find("language=Spanish")!.Verdicts.ShouldBeEmpty("the spell began later");
        view.HasEveryPair.ShouldBeFalse();
    }

    [Fact]
    public async Task Read_WhatIsNotStored_IsNothing()
    {
        (await ReadAsync()).ShouldBeNull();
        Seed.Fill(_files);
        (await ReadAsync(Seed.Missing)).ShouldBeNull();
        (await Reader().ReadAsync("readmission", 28, null, true, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await Reader().ReadAsync("sepsis", 90, null, true, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Read_SmallCell_IsWithheldFromViewersOnly()
    {
        Seed.Fill(_files, falseNegatives: 8);

        (await ReadAsync(showSmallCells: false))!.Find("language=Spanish")!.Own(Metric.Sensitivity).ShouldBeOfType<Reading.Suppressed>();
        (await ReadAsync())!.Find("language=Spanish")!.Own(Metric.Sensitivity).ShouldBeOfType<Reading.Known>();
    }

    [Fact]
    public void Read_NineHundredPairs_WithAllThreePanelsTakesOneDayOfThem()
    {
        Seed.Fill(_files, days: 400);
        AddPairs(900);

        var cost = _files.Meter.Of(async () =>
        {
            var view = (await ReadAsync())!;
            view.Subgroups.Count.ShouldBe(903);
            ForestPanelView.Of(view, Metric.Sensitivity, null);
            HeatGrid.Of(view, Metric.Sensitivity, null, true, null);
            Intersections.Of(view, Metric.Sensitivity, null).Cards.Count.ShouldBe(30);
        });

        cost.IsAtMost(queries: 7, rows: 3700, megabytes: 9).ShouldBeTrue(cost.ToString());
    }

    private void AddPairs(int count)
    {
        using var context = _files.CreateDbContext();
        var model = context.Models.Single();
        var pairs = Enumerable.Range(0, count)
            .Select(i => new Subgroup { ModelId = model.Id, Key = SubgroupKey.Of([new("language", $"L{i / 30}"), new("race", $"R{i % 30}")]).ToString(), Order = 2 })
            .ToArray();
        context.Subgroups.AddRange(pairs);
        context.SaveChanges();
        context.Points.AddRange(pairs.Select((pair, i) => new EvaluationPoint
        {
            ModelId = model.Id,
            SubgroupId = pair.Id,
            Window = 90,
            AsOf = Seed.Newest,
            TruePositives = 20 + (i % 7),
            FalseNegatives = 20,
            FalsePositives = 30,
            TrueNegatives = 100,
            Mature = 180,
            Scored = 180,
            Flagged = 55,
            Patients = 150,
        }));
        context.VerdictSpells.AddRange(new[] { "sens-floor", "auroc-gap" }.SelectMany(rule => pairs.Select((pair, i) => new VerdictSpell
        {
            ModelId = model.Id,
            RuleKey = rule,
            SubgroupId = pair.Id,
            Verdict = rule == "sens-floor" && i % 30 == 0 ? Verdict.Below : Verdict.Meets,
            From = Seed.Newest,
            Revision = 1,
        })));
        context.SaveChanges();
    }

    private Task<SubgroupsView?> ReadAsync(DateOnly? asOf = null, bool showSmallCells = true) =>
        Reader().ReadAsync("readmission", 90, asOf, showSmallCells, TestContext.Current.CancellationToken);

    private SubgroupsReader Reader() => new(_files);
}
