using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>Answers what could be found, off the page and one at a time, and keeps the answers of a rule and group for as long as their newest day stays the same.</summary>
public sealed class PowerDesk(IDbContextFactory<MonitorDbContext> contexts) : IDisposable
{
    /// <summary>Answers are small; this bounds what a long life with many models gathers.</summary>
    private const int Most = 2000;

    private readonly Dictionary<(string Model, string Rule, string Subgroup), PowerAnswer> _known = [];
    private readonly Lock _guard = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public async Task<PowerAnswer> AnswerAsync(PowerQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (Known(question) is { } known)
            return known;
        var standing = await StandingAsync(question, cancellationToken);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Another page may have asked the same while this one waited for its turn.
            if (Known(question) is { } meanwhile)
                return meanwhile;
            var answer = await Task.Run(() => PowerCalculation.Of(question, standing, cancellationToken), cancellationToken);
            Keep(answer);
            return answer;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Every rule and group that peek-safe evidence is gathered for now share the budget; how a group bets was fixed when the evidence of its rule began.</summary>
    private async Task<PowerStanding> StandingAsync(PowerQuestion question, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Models.AsNoTracking().SingleOrDefaultAsync(row => row.Key == question.ModelKey, cancellationToken) is not { } model)
            return new PowerStanding(1, FormBasis.None.BetsOncePerDay(question.Metric, question.Against, SubgroupKey.Parse(question.Subgroup)));
        string[] rules = [.. model.ReadDefinition().Rules.Where(rule => rule.Evidence == RuleEvidence.PeekSafe).Select(rule => rule.Key)];
        var streams = await context.VerdictSpells.CountAsync(spell => spell.ModelId == model.Id && spell.To == null && rules.Contains(spell.RuleKey), cancellationToken);
        var form = await context.EvidenceForms.AsNoTracking().Where(row => row.ModelId == model.Id && row.RuleKey == question.RuleKey).OrderByDescending(row => row.Since)
            .FirstOrDefaultAsync(cancellationToken);
        var basis = form is null ? FormBasis.None : FormBasis.Parse(form.Basis);
        return new PowerStanding(
            Math.Max(1, streams),
            basis.BetsOncePerDay(question.Metric, question.Against, SubgroupKey.Parse(question.Subgroup)),
            basis.References is { } references && references.TryGetValue(question.Subgroup, out var frozen) ? frozen : null);
    }

    private PowerAnswer? Known(PowerQuestion question)
    {
        lock (_guard)
            return _known.TryGetValue(Key(question), out var answer) && answer.Asked == question ? answer : null;
    }

    private void Keep(PowerAnswer answer)
    {
        lock (_guard)
        {
            if (_known.Count >= Most)
                _known.Clear();
            _known[Key(answer.Asked)] = answer;
        }
    }

    private static (string, string, string) Key(PowerQuestion question) => (question.ModelKey, question.RuleKey, question.Subgroup);
}
