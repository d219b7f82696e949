using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EquityMonitor.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Browser;

/// <summary>One person's browser window. It keeps what must never happen: errors on the console, and requests to another origin.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _problems = new();

    public Visit(IBrowserContext context, IPage page, Uri origin)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _problems.Enqueue($"console: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _problems.Enqueue($"page error: {error}");
        page.WebSocket += (_, socket) => Check(origin, socket.Url);
        context.Request += (_, request) => Check(origin, request.Url);
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Problems => _problems;

    public ILocator Cards => Page.Locator("article.card");

    public ILocator Progress => Page.GetByRole(AriaRole.Progressbar);

    public ILocator Alerts => Page.Locator("tr[data-alert]");

    public ILocator Lead => Page.Locator("main h1");

    public ILocator Dialog => Page.Locator("dialog[open]");

    public ILocator AcknowledgeButtons => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Acknowledge the alert" });

    /// <summary>Opens the first page, which leads to the sign-in, and chooses a role there.</summary>
    public async Task SignInAsync(string role)
    {
        await Page.GotoAsync("/");
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = role }).ClickAsync();
        await Page.Locator("header.top").WaitForAsync();
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>Opens an address and waits until all of it is read and drawn.</summary>
    public async Task<IResponse?> GoAsync(string path)
    {
        var response = await Page.GotoAsync(path);
        await SettledAsync();
        return response;
    }

    public Task SettledAsync() => Page.WaitForFunctionAsync(PageScripts.IsSettled);

    /// <summary>Presses the theme button, also behind a dialog; a page without one takes the theme that the browser remembers.</summary>
    public async Task ChangeThemeAsync(bool dark)
    {
        await Page.EvaluateAsync(PageScripts.ChangeTheme, dark ? "dark" : "light");
        await Page.WaitForFunctionAsync(PageScripts.IsDrawnInTheme, dark ? "dark" : "light");
    }

    /// <summary>Where in the application the tab is: "/alerts?state=all".</summary>
    public string Place => new Uri(Page.Url).PathAndQuery;

    public Task CardsShownAsync() => Cards.First.WaitForAsync();

    /// <summary>Waits until each card's chart is drawn.</summary>
    public async Task ChartsDrawnAsync()
    {
        await CardsShownAsync();
        var drawings = await Page.Locator(".spark").CountAsync();
        drawings.ShouldBePositive();
        (await Page.Locator(".spark .link svg").CountAsync()).ShouldBe(drawings);
    }

    /// <summary>What axe-core finds wrong, one line for each rule and element.</summary>
    public Task<IReadOnlyList<string>> ViolationsAsync() => ViolationsAsync(new AxeRunOptions());

    /// <summary>The same of what depends on colours alone: all that the other theme can change.</summary>
    public Task<IReadOnlyList<string>> ViolationsOfColourAsync() => ViolationsAsync(new AxeRunOptions { RunOnly = RunOnlyOptions.Rules("color-contrast", "link-in-text-block") });

    private async Task<IReadOnlyList<string>> ViolationsAsync(AxeRunOptions options)
    {
        options.ResultTypes = new HashSet<ResultType> { ResultType.Violations };
        var result = await Page.RunAxe(options);
        return [.. result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}"))];
    }

    /// <summary>Pixels by which the content is wider than the window.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - document.documentElement.clientWidth");

    /// <summary>Texts that cannot be read to their end.</summary>
    public Task<string[]> CutTextsAsync() => Page.EvaluateAsync<string[]>(PageScripts.CutTexts);

    /// <summary>Where the keyboard is: tag and name of the element with the focus.</summary>
    public Task<string> FocusAsync() => Page.EvaluateAsync<string>(
        "() => { const at = document.activeElement; return `${at.tagName.toLowerCase()} ${at.id || at.getAttribute('data-at') || at.getAttribute('aria-label') || at.textContent.trim().slice(0, 40)}`; }");

    /// <summary>A picture of the whole page for people to look at.</summary>
    public Task ScreenshotAsync(string name) =>
        Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Programs.Screenshots, name + ".png"), FullPage = true });

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Check(Uri origin, string address)
    {
        var uri = new Uri(address);
        if (uri.Scheme is not ("data" or "blob") && uri.Authority != origin.Authority)
            _problems.Enqueue($"request to another origin: {address}");
    }
}
