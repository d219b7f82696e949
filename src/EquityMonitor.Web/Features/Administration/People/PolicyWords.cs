using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Web.SignIn;

namespace EquityMonitor.Web.Features.Administration.People;

/// <summary>What a policy permits, in the words of the people who have it. Every policy has an entry; a test asserts it.</summary>
public static class PolicyWords
{
    /// <summary>In the order in which the table lists them.</summary>
    public static IReadOnlyList<(string Policy, string Permits)> All =>
    [
        (Policies.Viewer, $"Read the overview, models, alerts and help. Figures that rest on {SmallCount.Range} patients are suppressed."),
        (Policies.SmallCells, $"See figures that rest on {SmallCount.Range} patients on the pages of the program. Released documents withhold them for everybody."),
        (Policies.Quality, "Acknowledge, comment, resolve and dismiss alerts."),
        (Policies.Governance, "Read and export monthly summaries."),
        (Policies.Operations, "See how the data come in: pulls, refused rows, held days, running jobs."),
        (Policies.Administrator, "Register models and change what they are held to, start jobs, accept held days, see settings and the audit trail."),
    ];
}
