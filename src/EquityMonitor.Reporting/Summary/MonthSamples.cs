using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Reporting.Summary;

/// <summary>
/// The subgroups of a month, evaluated from its stored encounter days: the one thing in a summary that costs time. What was evaluated lately is remembered by the
/// content of the days and everything else that it follows from, so that a second look costs nothing and a changed day is never missed.
/// </summary>
public sealed class MonthSamples(IDbContextFactory<MonitorDbContext> contexts, EncounterDayReader days)
{
    /// <summary>A year of a few models.</summary>
    private const int MostRemembered = 48;

    private const char Separator = '\u001F';

    private readonly Lock _gate = new();
    private readonly LinkedList<(string Content, IReadOnlyList<SubgroupSample> Samples)> _recent = new();

    /// <param name="model">With the definition in force.</param>
    /// <param name="period">The month.</param>
    /// <param name="pairs">Pairs whose crossings are wanted.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>The samples, All first, and the fingerprint of what they follow from.</returns>
    public async Task<(IReadOnlyList<SubgroupSample> Samples, string Content)> ReadAsync(
        Model model, MonthPeriod period, IReadOnlyCollection<SubgroupKey> pairs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(period);
        var crossed = pairs.Select(pair => string.Join(Separator, pair.Parts.Select(part => part.Key))).Distinct().Order(StringComparer.Ordinal).ToArray();
        var content = await ContentAsync(model, period, crossed, cancellationToken);
        if (Recall(content) is { } remembered)
            return (remembered, content);

        var definition = model.ReadDefinition();
        var stored = await days.ReadAsync(model.Id, period.Scored, cancellationToken);
        var samples = await Task.Run(
            () => StoredPeriod.Evaluate(definition, stored, period.Scored, period.Mature, crossed.Select(crossing => crossing.Split(Separator)), cancellationToken), cancellationToken);

        // A day that was replaced between the two readings belongs to another fingerprint.
        if (content == await ContentAsync(model, period, crossed, cancellationToken))
            Remember(content, samples);
        return (samples, content);
    }

    private async Task<string> ContentAsync(Model model, MonthPeriod period, string[] crossed, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (from, to) = (period.Scored.From, period.Scored.To);
        var hashes = await context.EncounterDays.AsNoTracking()
            .Where(day => day.ModelId == model.Id && day.Day >= from && day.Day <= to)
            .OrderBy(day => day.Day)
            .Select(day => new { day.Day, day.ContentHash })
            .ToListAsync(cancellationToken);
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{InputFingerprint.EngineVersion};{model.Key};{ModelDefinitionHash.EvaluationHash(model.ReadDefinition())};")
            .Append(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd};{to:yyyy-MM-dd};{period.Mature?.From:yyyy-MM-dd};{period.Mature?.To:yyyy-MM-dd};")
            .AppendJoin(',', crossed);
        foreach (var day in hashes)
            text.Append(CultureInfo.InvariantCulture, $";{day.Day:yyyy-MM-dd}={day.ContentHash}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private IReadOnlyList<SubgroupSample>? Recall(string content)
    {
        lock (_gate)
        {
            for (var node = _recent.First; node is not null; node = node.Next)
            {
                if (node.Value.Content != content)
                    continue;
                _recent.Remove(node);
                _recent.AddFirst(node);
                return node.Value.Samples;
            }

            return null;
        }
    }

    private void Remember(string content, IReadOnlyList<SubgroupSample> samples)
    {
        lock (_gate)
        {
            _recent.AddFirst((content, samples));
            while (_recent.Count > MostRemembered)
                _recent.RemoveLast();
        }
    }
}
