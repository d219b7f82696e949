using EquityMonitor.EndToEnd.Tests.Browser;
using EquityMonitor.EndToEnd.Tests.Harness;

namespace EquityMonitor.EndToEnd.Tests.Keyboard;

/// <summary>What a person at the keyboard does and sees.</summary>
internal static class Keys
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static Task PressAsync(this Visit visit, string key) => visit.Page.Keyboard.PressAsync(key);

    public static Task<bool> IsFocusedAsync(this Visit visit, string selector) => visit.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector);

    /// <summary>For a focus that the program moves.</summary>
    public static Task UntilFocusedAsync(this Visit visit, string selector) => Until.TrueAsync(() => visit.IsFocusedAsync(selector), Limit, () => $"the focus is at {selector}");

    /// <summary>Where in the grid the focus is; null outside of it.</summary>
    public static Task<string?> AtAsync(this Visit visit) => visit.Page.EvaluateAsync<string?>("() => document.activeElement.getAttribute('data-at')");

    public static Task UntilAtAsync(this Visit visit, string at) => Until.TrueAsync(async () => await visit.AtAsync() == at, Limit, () => $"the focus is at {at} of the grid");

    /// <summary>Goes from stop to stop until an element is reached, which must take no more than a few.</summary>
    public static async Task TabToAsync(this Visit visit, string selector, int most, string key = "Tab")
    {
        var stops = new List<string>();
        for (var stop = 0; stop < most; stop++)
        {
            await visit.PressAsync(key);
            if (await visit.IsFocusedAsync(selector))
                return;
            stops.Add(await visit.FocusAsync());
        }

        Assert.Fail($"{selector} was not reached with {most} times {key}: {string.Join(", ", stops)}");
    }
}
