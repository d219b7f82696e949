using System.Globalization;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Administration.People;

public interface IPeopleReader
{
    Task<PeopleView> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>Reads roles from the policies in force and people from what they did. Nobody is listed who has not acted.</summary>
public sealed class PeopleReader(IDbContextFactory<MonitorDbContext> contexts, IAuthorizationPolicyProvider policies, SignInSettings signIn) : IPeopleReader
{
    private static readonly HashSet<string> ProgramNames = new(StringComparer.Ordinal) { "EquityMonitor", "simulation", "definition folder", "command line" };

    public async Task<PeopleView> ReadAsync(CancellationToken cancellationToken)
    {
        var permissions = new List<Permission>();
        foreach (var (policy, words) in PolicyWords.All)
            permissions.Add(new(words, await RolesOfAsync(policy)));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return new(Roles.All, permissions, OriginOf(signIn), await PeopleAsync(context, cancellationToken), await SiteZone.OfAsync(context, cancellationToken));
    }

    /// <summary>How people get their role, without secrets.</summary>
    public static RoleOrigin OriginOf(SignInSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Provider is not { } provider)
        {
            return new(
            [
                "This is the demo sign-in: whoever sits at this machine chooses a role by button, and no password is asked. It serves on this machine only.",
                "Real people sign in through your identity provider: set Authentication__OpenIdConnect__Authority, __ClientId and __ClientSecret (see Settings).",
            ], null, []);
        }

        return new(
        [
            $"People sign in at {provider.Authority.Host}, your identity provider, which vouches for their name and their groups.",
            $"The claim \u201c{provider.RoleClaim}\u201d decides the role. Who has none of these values may not read anything here. Roles are given and taken at the identity provider; a change counts from the next sign-in on, at the latest after {Sessions.Length.TotalHours:0} hours.",
        ], provider.RoleClaim, [.. Roles.All.Select(role => (role, provider.RoleValues[role]))]);
    }

    private async Task<IReadOnlySet<string>> RolesOfAsync(string name)
    {
        var policy = await policies.GetPolicyAsync(name) ?? throw new InvalidOperationException($"There is no policy '{name}'.");
        return policy.Requirements.OfType<RolesAuthorizationRequirement>().SelectMany(requirement => requirement.AllowedRoles).ToHashSet(StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<KnownPerson>> PeopleAsync(MonitorDbContext context, CancellationToken cancellationToken)
    {
        var trail = await context.AuditEntries.GroupBy(entry => entry.Who)
            .Select(group => new { Who = group.Key, Last = group.Max(entry => entry.Id), Count = group.Count() }).ToListAsync(cancellationToken);
        var trailIds = trail.ConvertAll(row => row.Last);
        var entries = await context.AuditEntries.AsNoTracking().Where(entry => trailIds.Contains(entry.Id)).ToListAsync(cancellationToken);

        // What people do at alerts stands in the trail too; what the program does there does not.
        var alerts = await context.AlertActions.GroupBy(action => action.Who)
            .Select(group => new { Who = group.Key, Last = group.Max(action => action.Id), Count = group.Count() }).ToListAsync(cancellationToken);
        var alertIds = alerts.ConvertAll(row => row.Last);
        var actions = await context.AlertActions.AsNoTracking().Where(action => alertIds.Contains(action.Id)).ToListAsync(cancellationToken);
        var people = entries.Select(entry => new KnownPerson(
                entry.Who, ProgramNames.Contains(entry.Who), $"{entry.What}: {entry.Subject}", entry.At, trail.First(row => row.Who == entry.Who).Count))
            .ToDictionary(person => person.Name, StringComparer.Ordinal);
        foreach (var action in actions)
        {
            if (people.TryGetValue(action.Who, out var known) && known.LastAt >= action.At)
                continue;
            var words = string.Create(CultureInfo.InvariantCulture, $"alert {action.Kind.ToString().ToLowerInvariant()}: alert {action.AlertId}");
            var count = Math.Max(known?.Actions ?? 0, alerts.First(row => row.Who == action.Who).Count);
            people[action.Who] = new(action.Who, ProgramNames.Contains(action.Who), words, action.At, count);
        }

        return [.. people.Values.OrderBy(person => person.IsProgram).ThenByDescending(person => person.LastAt).ThenBy(person => person.Name, StringComparer.Ordinal)];
    }
}
