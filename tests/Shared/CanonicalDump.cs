using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Tests;

/// <summary>
/// The content of a monitor database as text: days, point sets, points, verdict spells, affected patients, the evidence
/// ledger and alerts, without surrogate keys and clock times. Two databases
/// with the same dump say the same, to the last bit of every number.
/// </summary>
public static class CanonicalDump
{
    public static async Task<string> OfAsync(MonitorDbContext context, CancellationToken cancellationToken)
    {
        var models = await context.Models.AsNoTracking().ToDictionaryAsync(model => model.Id, model => model.Key, cancellationToken);
        var subgroups = await context.Subgroups.AsNoTracking().ToDictionaryAsync(subgroup => subgroup.Id, subgroup => subgroup.Key, cancellationToken);
        var lines = new List<string>();

        foreach (var state in await context.PullStates.AsNoTracking().ToListAsync(cancellationToken))
            lines.Add(Line("pull", models[state.ModelId], state.Watermark));
        foreach (var state in await context.JudgeStates.AsNoTracking().ToListAsync(cancellationToken))
            lines.Add(Line("judged", models[state.ModelId], state.JudgedThrough, state.Fingerprint, state.Revision));
        foreach (var row in await context.AffectedPatients.AsNoTracking().ToListAsync(cancellationToken))
            lines.Add(Line("affected", models[row.ModelId], row.AsOf, row.Window, row.Affected, row.Total, row.CountsPatients, row.Fingerprint));
        foreach (var day in await context.EncounterDays.AsNoTracking().ToListAsync(cancellationToken))
            lines.Add(Line("day", models[day.ModelId], day.Day, day.ContentHash, day.KeyId, day.Rows, day.KnownOutcomes, day.Revision));
        foreach (var day in await context.PendingDays.AsNoTracking().ToListAsync(cancellationToken))
            lines.Add(Line("pending", models[day.ModelId], day.Day, day.Hold, day.Rows, day.RejectedRows, day.ContentHash));
        foreach (var count in await context.QuarantineCounts.AsNoTracking().ToListAsync(cancellationToken))
            lines.Add(Line("quarantine", models[count.ModelId], count.Day, count.Reason, count.Field, count.Rows));
        foreach (var set in await context.PointSets.AsNoTracking().ToListAsync(cancellationToken))
        {
            lines.Add(Line(
                "set", models[set.ModelId], set.Window, set.AsOf, set.ScoredFrom, set.ScoredTo, set.MatureFrom, set.MatureTo, set.DaysPresent, set.DaysHeld,
                set.Fingerprint, set.PairsFingerprint));
        }

        foreach (var set in await context.BaselineSets.AsNoTracking().ToListAsync(cancellationToken))
            lines.Add(Line("baseline set", models[set.ModelId], set.Version, set.From, set.To, set.Fingerprint));
        foreach (var point in await context.BaselinePoints.AsNoTracking().ToListAsync(cancellationToken))
            lines.Add(Line("baseline", models[point.ModelId], subgroups[point.SubgroupId], Values(point)));
        foreach (var point in await context.Points.AsNoTracking().ToListAsync(cancellationToken))
            lines.Add(Line("point", models[point.ModelId], point.Window, point.AsOf, subgroups[point.SubgroupId], Values(point)));
        foreach (var spell in await context.VerdictSpells.AsNoTracking().ToListAsync(cancellationToken))
            lines.Add(Line("spell", models[spell.ModelId], spell.RuleKey, subgroups[spell.SubgroupId], spell.From, spell.To, spell.Verdict, spell.Revision));
        foreach (var form in await context.EvidenceForms.AsNoTracking().ToListAsync(cancellationToken))
            lines.Add(Line("evidence", models[form.ModelId], form.RuleKey, form.Since, form.From, form.Basis));
        foreach (var day in await context.EvidenceDays.AsNoTracking().ToListAsync(cancellationToken))
            lines.Add(Line("frozen", models[day.ModelId], day.RuleKey, day.Since, day.Day, day.FrozenOn, day.Revision, day.ContentHash, day.Streams, Hash(day.Rows)));
        foreach (var reset in await context.EvidenceResets.AsNoTracking().ToListAsync(cancellationToken))
            lines.Add(Line("reset", models[reset.ModelId], reset.RuleKey, reset.Since, subgroups[reset.SubgroupId], reset.AsOf));
        foreach (var checkpoint in await context.EvidenceCheckpoints.AsNoTracking().ToListAsync(cancellationToken))
            lines.Add(Line("checkpoint", models[checkpoint.ModelId], checkpoint.RuleKey, checkpoint.Since, checkpoint.AsOf, checkpoint.Engine, Hash(checkpoint.State)));
        foreach (var alert in await context.Alerts.AsNoTracking().Include(alert => alert.Actions).ToListAsync(cancellationToken))
        {
            lines.Add(Line(
                "alert", models[alert.ModelId], alert.RuleKey, subgroups[alert.SubgroupId], alert.OpenedFor, alert.ClosedFor, alert.State, alert.Severity,
                JsonSerializer.Serialize(alert.Evidence), string.Join(',', alert.Actions.OrderBy(action => action.Id).Select(action => $"{action.Kind}:{action.Who}"))));
        }

        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Values<TPoint>(TPoint point)
    {
        var text = new StringBuilder();
        foreach (var property in typeof(TPoint).GetProperties().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            if (property.Name is not (nameof(EvaluationPoint.ModelId) or nameof(EvaluationPoint.SubgroupId)))
                text.Append(CultureInfo.InvariantCulture, $"{property.Name}={Text(property.GetValue(point))};");
        }

        return text.ToString();
    }

    /// <summary>A record of either kind says more of itself than its declared type would.</summary>
    private static string Text(object? value) => value is CalibrationResult kept ? kept.ToString() : JsonSerializer.Serialize(value);

    private static string Line(params object?[] values) => string.Join('|', values.Select(value => value switch
    {
        null => "-",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    }));
}
