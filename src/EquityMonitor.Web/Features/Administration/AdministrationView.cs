using EquityMonitor.Monitoring.Data;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Administration.People;
using EquityMonitor.Web.Features.Administration.Settings;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Administration;

public sealed record AdministrationView(string Lead, IReadOnlyList<AdministrationCard> Cards);

public sealed record AdministrationCard(string Title, string Sentence, string Href, string Link);

public interface IAdministrationReader
{
    Task<AdministrationView> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>Reads what the first page of the administration says.</summary>
public sealed class AdministrationReader(IDbContextFactory<MonitorDbContext> contexts, IModelsReader models, IPeopleReader people, SettingsReader settings, TimeProvider time) : IAdministrationReader
{
    private const int RecentDays = 30;

    public async Task<AdministrationView> ReadAsync(CancellationToken cancellationToken)
    {
        var registered = (await models.ReadAsync(null, cancellationToken)).Models;
        var known = (await people.ReadAsync(cancellationToken)).People.Count(person => !person.IsProgram);
        var changed = settings.Read().Groups.Sum(group => group.Settings.Count(setting => !setting.IsDefault));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var since = time.GetUtcNow().UtcDateTime.AddDays(-RecentDays);
        var entries = await context.AuditEntries.CountAsync(entry => entry.At >= since, cancellationToken);
        var waiting = registered.Count(model => model.NeedsAttention);
        var lead = registered.Count == 0 ? "No model is registered yet. Import the definition of the first one."
            : waiting == 0 ? $"Nothing waits for an administrator: {Formats.Count(registered.Count, "model is", "models are")} registered."
            : $"{Formats.Count(waiting)} of {Formats.Count(registered.Count, "model", "models")} {(waiting == 1 ? "waits" : "wait")} for an administrator.";
        return new(lead,
        [
            new("Models", $"{Formats.Count(registered.Count, "model is", "models are")} registered. Import a definition, edit what a model is held to, or look up who changed it and when.", "/administration/models", "Models"),
            new("People", known == 0 ? "Nobody has acted yet. See what each role may do and how people get theirs." : $"{Formats.Count(known, "person has", "people have")} acted so far. See what each role may do and how people get theirs.", "/administration/people", "People and roles"),
            new("Settings", $"{Formats.Count(changed, "setting is", "settings are")} configured, the others are at their defaults. See each with its value, where it comes from and how to change it.", "/administration/settings", "Settings"),
            new("Audit trail", $"{Formats.Count(entries, "entry", "entries")} in the last {RecentDays} days: who did what, and when.", "/administration/audit", "Audit trail"),
        ]);
    }
}
