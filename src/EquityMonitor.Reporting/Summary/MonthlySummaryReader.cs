using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Reporting.Summary;

/// <summary>Reads what a summary says. It stores nothing; what it shows is suppressed already, whoever asks.</summary>
public sealed class MonthlySummaryReader(
    IDbContextFactory<MonitorDbContext> contexts, MonthSamples samples, IOptions<RetentionOptions> retention, TimeProvider time, ILogger<MonthlySummaryReader> logger)
    : IMonthlySummaryReader
{
    public async Task<MonthlySummary?> ReadAsync(CalendarMonth month, string? modelKey, IProgress<SummaryProgress>? progress, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var models = await context.Models.AsNoTracking().Where(model => modelKey == null || model.Key == modelKey).OrderBy(model => model.Name).ToListAsync(cancellationToken);
        if (modelKey is not null && models.Count == 0)
            return null;
        var read = new List<ModelMonth>();
        foreach (var model in models)
        {
            progress?.Report(new SummaryProgress(model.Name, read.Count, models.Count));
            read.Add(await ReadAsync(context, model, month, cancellationToken));
        }

        return new MonthlySummary(
            month, modelKey, [.. read.Where(model => modelKey is not null || model.HasFigures || model.Problem is not null)], time.GetUtcNow().UtcDateTime);
    }

    public async Task<IReadOnlyList<SummaryMonth>> MonthsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var models = await context.Models.AsNoTracking().OrderBy(model => model.Name).ToListAsync(cancellationToken);
        var days = await context.EncounterDays.AsNoTracking()
            .Where(day => day.Rows > 0)
            .GroupBy(day => new { day.ModelId, day.Day.Year, day.Day.Month })
            .Select(group => new { group.Key.ModelId, group.Key.Year, group.Key.Month, Last = group.Max(day => day.Day) })
            .ToListAsync(cancellationToken);
        var listed = new List<(CalendarMonth Month, ModelOfMonth Model)>();
        foreach (var model in models)
        {
            var own = days.Where(day => day.ModelId == model.Id).ToList();
            if (own.Count == 0 || Definition(model) is not { } definition)
                continue;
            var newest = Newest(definition, own.Max(day => day.Last));
            foreach (var period in own.Select(day => MonthPeriod.Of(definition, new CalendarMonth(day.Year, day.Month), true, newest)).Where(period => period.State != MonthState.NoData))
                listed.Add((period.Month, new ModelOfMonth(model.Key, model.Name, period)));
        }

        return [.. listed.GroupBy(entry => entry.Month).OrderByDescending(group => group.Key).Select(group => new SummaryMonth(group.Key, [.. group.Select(entry => entry.Model)]))];
    }

    private async Task<ModelMonth> ReadAsync(MonitorDbContext context, Model model, CalendarMonth month, CancellationToken cancellationToken)
    {
        if (Definition(model) is not { } definition)
        {
            return new ModelMonth
            {
                Key = model.Key,
                Name = model.Name,
                Problem = $"The stored definition of {model.Name} cannot be read by this version of EquityMonitor. Import it again.",
                Period = new MonthPeriod { Month = month, State = MonthState.NoData, Scored = month.Days, Mature = null, MatureOn = month.Last },
            };
        }

        var period = await PeriodAsync(context, model.Id, definition, month, cancellationToken);
        var bare = new ModelMonth
        {
            Key = model.Key,
            Name = definition.Name,
            Definition = definition,
            Period = period,
            Revision = model.Revision,
            RevisionAppliedAt = await context.DefinitionRevisions.Where(revision => revision.ModelId == model.Id && revision.Revision == model.Revision)
                .Select(revision => (DateTime?)revision.AppliedAt).FirstOrDefaultAsync(cancellationToken),
            Metrics = RowBuilder.Metrics(definition),
        };
        if (period.State == MonthState.NoData)
            return bare;

        var verdicts = await VerdictsOfMonth.ReadAsync(context, model.Id, definition, month, cancellationToken);
        var (subgroups, content) = await samples.ReadAsync(model, period, verdicts.Pairs, cancellationToken);
        var rows = RowBuilder.Of(definition, subgroups, verdicts.Pairs, verdicts.BySubgroup);
        var keptSince = time.GetUtcNow().UtcDateTime.AddDays(-retention.Value.QuarantineDays);
        return bare with
        {
            Content = content,
            Rows = rows.Rows,
            Judged = verdicts.Judged,
            Found = await FoundLater.ReadAsync(context, model.Id, definition, month, cancellationToken),
            Alerts = await AlertsOfMonth.ReadAsync(context, model.Id, definition, month, cancellationToken),
            Drift = await DriftReader.ReadAsync(context, model.Id, definition, month, rows.Rows, cancellationToken),
            Quality = await QualityReader.ReadAsync(context, model.Id, definition, period, subgroups, rows, keptSince, cancellationToken),
        };
    }

    private async Task<MonthPeriod> PeriodAsync(MonitorDbContext context, int modelId, ModelDefinition definition, CalendarMonth month, CancellationToken cancellationToken)
    {
        var (first, last) = (month.First, month.Last);
        var filled = context.EncounterDays.AsNoTracking().Where(day => day.ModelId == modelId && day.Rows > 0);
        var newest = await filled.MaxAsync(day => (DateOnly?)day.Day, cancellationToken);
        var any = await filled.AnyAsync(day => day.Day >= first && day.Day <= last, cancellationToken);
        return MonthPeriod.Of(definition, month, any, newest is { } day ? Newest(definition, day) : null);
    }

    /// <summary>The earlier of the last complete local day and the last day with rows.</summary>
    private DateOnly Newest(ModelDefinition definition, DateOnly lastWithRows)
    {
        var lastComplete = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), definition.Time?.Zone ?? TimeZoneInfo.Utc).DateTime).AddDays(-1);
        return lastWithRows < lastComplete ? lastWithRows : lastComplete;
    }

    private ModelDefinition? Definition(Model model)
    {
        try
        {
            return model.ReadDefinition();
        }
        catch (InvalidOperationException exception)
        {
            logger.LogError(exception, "The stored definition of model {Model} cannot be read", model.Key);
            return null;
        }
    }
}
