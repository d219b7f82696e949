using System.Net;
using System.Text.RegularExpressions;

namespace EquityMonitor.EndToEnd.Tests.Harness;

/// <summary>A person who signed in to the demo, without a browser.</summary>
internal sealed partial class Visitor : IDisposable
{
    private static readonly TimeSpan BackfillLimit = TimeSpan.FromSeconds(180);

    private readonly HttpClient _http;
    private readonly MonitorProcess _server;

    private Visitor(MonitorProcess server)
    {
        _server = server;
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = server.Address };
    }

    /// <summary>Nobody that the program knows.</summary>
    public static Visitor Of(MonitorProcess server) => new(server);

    public static async Task<Visitor> SignInAsync(MonitorProcess server, string role)
    {
        var visitor = new Visitor(server);
        var page = await visitor.GetAsync("/sign-in");
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("role", role), KeyValuePair.Create("__RequestVerificationToken", WebUtility.HtmlDecode(Token().Match(page).Groups["token"].Value))]);
        using var response = await visitor._http.PostAsync(new Uri("/sign-in/demo", UriKind.Relative), form, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return visitor;
    }

    public async Task<string> GetAsync(string path) => await _http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Sends nothing but the wish, as a program of one's own does.</summary>
    public async Task<HttpStatusCode> PostAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        request.Headers.Add("X-EquityMonitor", "1");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Waits until every job that was asked for has ended well, as the jobs dashboard counts them.</summary>
    public Task JobsDoneAsync()
    {
        var counts = "";
        return Until.TrueAsync(
            async () =>
            {
                _server.ThrowIfExited();
                var page = await GetAsync("/jobs/jobs/succeeded");
                int Count(string state) => int.Parse(Regex.Match(page, $"data-metric=\"{state}\"[^>]*>([0-9,]+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value.Replace(",", "", StringComparison.Ordinal));
                var (waiting, running, succeeded) = (Count("enqueued-queues:count"), Count("processing:count"), Count("succeeded:count"));
                counts = $"{waiting} waiting, {running} running, {succeeded} succeeded";
                (Count("scheduled:count") + Count("failed:count")).ShouldBe(0, $"A job failed. The server said:\n{_server.Output}");

                // The definition folder, the hospital, and a run of each of its three models.
                return waiting == 0 && running == 0 && succeeded >= 5;
            },
            BackfillLimit, () => $"all jobs are done ({counts}). The server said:\n{_server.Output}");
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
