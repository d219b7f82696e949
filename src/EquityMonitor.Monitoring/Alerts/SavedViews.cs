using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Alerts;

/// <summary>The named choices of alerts that people keep. Everybody sees and changes their own only.</summary>
public sealed class SavedViews(IDbContextFactory<MonitorDbContext> contexts, TimeProvider time)
{
    public const int NameLength = 60;

    public const int QueryLength = 1000;

    /// <summary>More than anybody can tell apart.</summary>
    public const int MostPerPerson = 40;

    /// <summary>A person's views by name.</summary>
    /// <param name="owner">Key of the person, here and below.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<SavedView>> ListAsync(string owner, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var views = await context.SavedViews.AsNoTracking().Where(view => view.Owner == owner).ToListAsync(cancellationToken);
        return [.. views.OrderBy(view => view.Name, StringComparer.OrdinalIgnoreCase).ThenBy(view => view.Id)];
    }

    public Task<SavedViewOutcome> CreateAsync(string owner, string name, string query, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(owner);
        ArgumentNullException.ThrowIfNull(query);
        if (query.Length > QueryLength)
            throw new ArgumentException(FormattableString.Invariant($"A view takes at most {QueryLength} characters; this has {query.Length}."), nameof(query));
        return NamedAsync(owner, name, null, (context, views, text) =>
        {
            if (views.Count >= MostPerPerson)
                return new SavedViewOutcome.TooMany();
            context.SavedViews.Add(new SavedView { Owner = owner, Name = text, Query = query, CreatedAt = time.GetUtcNow().UtcDateTime });
            return null;
        }, cancellationToken);
    }

    public Task<SavedViewOutcome> RenameAsync(int id, string owner, string name, CancellationToken cancellationToken) =>
        NamedAsync(owner, name, id, (_, views, text) =>
        {
            if (views.Find(view => view.Id == id) is not { } found)
                return new SavedViewOutcome.NotFound();
            found.Name = text;
            return null;
        }, cancellationToken);

    /// <summary>Nothing happens when it is gone already, or is somebody else's.</summary>
    public async Task DeleteAsync(int id, string owner, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.SavedViews.Where(view => view.Id == id && view.Owner == owner).ExecuteDeleteAsync(cancellationToken);
    }

    /// <param name="own">Number of the view that may have the name already: the one that is renamed.</param>
    /// <param name="change">Returns what is in the way, or null when it was done.</param>
    private async Task<SavedViewOutcome> NamedAsync(
        string owner, string name, int? own, Func<MonitorDbContext, List<SavedView>, string, SavedViewOutcome?> change, CancellationToken cancellationToken)
    {
        var text = name?.Trim() ?? string.Empty;
        if (text.Length is 0 or > NameLength)
            return new SavedViewOutcome.BadName(text.Length == 0 ? "Give the view a name." : FormattableString.Invariant($"A name has at most {NameLength} characters; this has {text.Length}."));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var views = await context.SavedViews.Where(view => view.Owner == owner).ToListAsync(cancellationToken);
        if (views.Exists(view => view.Id != own && string.Equals(view.Name, text, StringComparison.OrdinalIgnoreCase)))
            return new SavedViewOutcome.NameTaken(text);
        if (change(context, views, text) is { } problem)
            return problem;
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new SavedViewOutcome.NotFound();
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // The same person in a second window was faster; whatever else went wrong is thrown.
            if ((await ListAsync(owner, cancellationToken)).Any(view => view.Id != own && string.Equals(view.Name, text, StringComparison.OrdinalIgnoreCase)))
                return new SavedViewOutcome.NameTaken(text);
            throw;
        }

        return new SavedViewOutcome.Done();
    }
}

/// <summary>What became of an attempt to name a view.</summary>
public abstract record SavedViewOutcome
{
    private SavedViewOutcome()
    {
    }

    public sealed record Done : SavedViewOutcome;

    /// <param name="Why">A sentence for the person.</param>
    public sealed record BadName(string Why) : SavedViewOutcome;

    public sealed record NameTaken(string Name) : SavedViewOutcome;

    /// <summary>It was deleted meanwhile.</summary>
    public sealed record NotFound : SavedViewOutcome;

    public sealed record TooMany : SavedViewOutcome;
}
