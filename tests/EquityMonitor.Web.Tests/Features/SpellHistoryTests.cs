using EquityMonitor.Monitoring.Rules;

namespace EquityMonitor.Web.Tests.Features;

public sealed class SpellHistoryTests : IDisposable
{
    private static readonly DateOnly Now = Seed.Newest;

    private readonly MonitorFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(Verdict.Meets, false)]
    [InlineData(Verdict.Watch, false)]
    [InlineData(Verdict.InsufficientData, true)]
    [InlineData(Verdict.Below, true)]
    public async Task StartOf_BySpellBefore_IsFirstWhereNothingElseWasJudged(Verdict before, bool isFirst)
    {
        var (history, subgroup) = await HistoryAsync(before);

        history.StartOf("sens-floor", subgroup, Verdict.Below, Now).ShouldBe(new SpellStart(Now.AddDays(-40), isFirst));
    }

    [Fact]
    public async Task StartOf_AnotherVerdictOrDay_IsNone()
    {
        var (history, subgroup) = await HistoryAsync(Verdict.Meets);

        history.StartOf("sens-floor", subgroup, Verdict.Watch, Now).ShouldBeNull();
        history.StartOf("sens-floor", subgroup, Verdict.Below, Now.AddDays(-41)).ShouldBeNull("it met what was agreed on that day");
        history.StartOf("auroc-gap", subgroup, Verdict.Below, Now).ShouldBeNull("another rule was not asked for");
    }

    private async Task<(SpellHistory History, int Subgroup)> HistoryAsync(Verdict before)
    {
        Seed.Fill(_files);
        await using var context = _files.CreateDbContext();
        var below = context.VerdictSpells.Single(spell => spell.Verdict == Verdict.Below);
        context.VerdictSpells.Add(new VerdictSpell
        {
            ModelId = below.ModelId,
            RuleKey = below.RuleKey,
            SubgroupId = below.SubgroupId,
            Verdict = before,
            From = Now.AddDays(-60),
            To = Now.AddDays(-41),
            Revision = 1,
        });
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        return (await SpellHistory.LoadAsync(context, ["sens-floor"], [below.SubgroupId], TestContext.Current.CancellationToken), below.SubgroupId);
    }
}
