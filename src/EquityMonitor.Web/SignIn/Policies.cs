using Microsoft.AspNetCore.Authorization;

namespace EquityMonitor.Web.SignIn;

/// <summary>What a person may do.</summary>
public static class Policies
{
    /// <summary>Read the overview, models, alerts and help, without figures that rest on few patients.</summary>
    public const string Viewer = "Viewer";

    /// <summary>Read figures that rest on few patients, on the pages of the program; released documents suppress them for everybody.</summary>
    public const string SmallCells = "SmallCells";

    /// <summary>Acknowledge and work alerts.</summary>
    public const string Quality = "Quality";

    /// <summary>See how the data come in: pulls, refused rows, held days, running jobs.</summary>
    public const string Operations = "Operations";

    /// <summary>Read and export summaries.</summary>
    public const string Governance = "Governance";

    /// <summary>Everything: register models, start jobs, accept held days.</summary>
    public const string Administrator = "Administrator";

    public static void Add(AuthorizationBuilder authorization)
    {
        authorization
            .AddPolicy(Viewer, policy => policy.RequireRole(Roles.Viewer, Roles.Quality, Roles.Governance, Roles.Administrator))
            .AddPolicy(SmallCells, policy => policy.RequireRole(Roles.Quality, Roles.Governance, Roles.Administrator))
            .AddPolicy(Operations, policy => policy.RequireRole(Roles.Quality, Roles.Administrator))
            .AddPolicy(Quality, policy => policy.RequireRole(Roles.Quality, Roles.Administrator))
            .AddPolicy(Governance, policy => policy.RequireRole(Roles.Governance, Roles.Administrator))
            .AddPolicy(Administrator, policy => policy.RequireRole(Roles.Administrator));

        // Signed in without any role is not enough to read: a hospital's identity provider knows far more people than this program.
        var anyRole = new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
            .RequireRole(Roles.Viewer, Roles.Quality, Roles.Governance, Roles.Administrator).Build();
        authorization.SetDefaultPolicy(anyRole).SetFallbackPolicy(anyRole);
    }
}
