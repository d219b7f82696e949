using EquityMonitor.EndToEnd.Tests.Browser;

namespace EquityMonitor.EndToEnd.Tests.Stories;

/// <summary>What a person clicks with the mouse, over all pages of a tab.</summary>
internal static class Clicks
{
    public static Task CountClicksAsync(this Visit visit) => visit.Page.AddInitScriptAsync(PageScripts.CountClicks);

    public static Task<int> ClicksAsync(this Visit visit) => visit.Page.EvaluateAsync<int>("() => Number(sessionStorage.clicks)");
}
