namespace EquityMonitor.Web.Features.Administration.People;

/// <param name="Roles">The columns of the table.</param>
/// <param name="Permissions">Its rows, read from the policies that the program enforces.</param>
/// <param name="People">Known from what they did, the latest first.</param>
public sealed record PeopleView(IReadOnlyList<string> Roles, IReadOnlyList<Permission> Permissions, RoleOrigin Origin, IReadOnlyList<KnownPerson> People, TimeZoneInfo Zone);

/// <param name="Roles">That have it.</param>
public sealed record Permission(string Words, IReadOnlySet<string> Roles);

/// <summary>How people get their role here.</summary>
/// <param name="Sentences">In plain language.</param>
/// <param name="Mapping">Role and the value that grants it; empty in the demo.</param>
public sealed record RoleOrigin(IReadOnlyList<string> Sentences, string? Claim, IReadOnlyList<(string Role, string Value)> Mapping);

/// <param name="IsProgram">Not a person: the program itself, its definition folder, its command line.</param>
/// <param name="LastAt">UTC.</param>
/// <param name="Actions">Kept in the audit trail and at alerts.</param>
public sealed record KnownPerson(string Name, bool IsProgram, string LastAction, DateTime LastAt, int Actions);
