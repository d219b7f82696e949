namespace EquityMonitor.Web.SignIn;

/// <summary>The roles a person can have, in the order in which they are offered.</summary>
public static class Roles
{
    public const string Viewer = "Viewer";
    public const string Quality = "Quality";
    public const string Governance = "Governance";
    public const string Administrator = "Administrator";

    public static IReadOnlyList<string> All { get; } = [Viewer, Quality, Governance, Administrator];
}
