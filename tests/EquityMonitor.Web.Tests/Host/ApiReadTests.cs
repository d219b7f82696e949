using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Api;
using EquityMonitor.Web.SignIn;
using EquityMonitor.Web.Tests.Features;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace EquityMonitor.Web.Tests.Host;

public sealed class ApiReadTests(ReadOnlyApi api) : IClassFixture<ReadOnlyApi>
{
    private static readonly string[] Tagged = ["/models", "/models/readmission", "/models/readmission/points?metric=sensitivity", "/models/readmission/subgroups", "/alerts"];

    public static TheoryData<string> TaggedAddresses => [.. Tagged];

    public static TheoryData<string> Addresses => [.. Tagged, "/openapi.json"];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Address_WithoutSession_Is401AndNoRedirect(string address)
    {
        using var browser = api.Web.Browser();

        var problem = await browser.ReadAsync(address, HttpStatusCode.Unauthorized);

        problem.Text("title").ShouldBe("Nobody is signed in.");
        problem.Text("detail").ShouldContain("/sign-in");
    }

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Quality)]
    [InlineData(Roles.Governance)]
    [InlineData(Roles.Administrator)]
    public async Task Addresses_OfEachRole_CanBeRead(string role)
    {
        using var browser = await api.Web.BrowserOfAsync(role);
        foreach (var address in Tagged.Append("/openapi.json"))
            (await browser.ReadAsync(address)).ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task Models_SubgroupBelow_GiveAllBesideIt()
    {
        var model = (await api.Quality.ReadAsync("/models")).GetProperty("models").EnumerateArray().ShouldHaveSingleItem();

        model.Text("key").ShouldBe("readmission");
        model.Text("verdict").ShouldBe("below");
        model.Text("asOf").ShouldBe("2026-09-03");
        var concern = model.GetProperty("concern");
        concern.Text("rule").ShouldBe("sens-floor");
        concern.GetProperty("all").GetProperty("value").GetDouble().ShouldBe(700 / 1124.0, 1e-12);
        var worst = concern.GetProperty("worst");
        worst.Text("subgroup").ShouldBe("language=Spanish");
        worst.GetProperty("estimate").GetProperty("value").GetDouble().ShouldBe(90 / 214.0, 1e-12);
        worst.GetProperty("estimate").GetProperty("denominator").GetDouble().ShouldBe(214);
    }

    [Fact]
    public async Task Model_Asked_SaysWhatTheOtherAddressesTake()
    {
        var model = await api.Quality.ReadAsync("/models/readmission");

        model.GetProperty("windows").EnumerateArray().Select(window => window.GetInt32()).ShouldContain(90);
        model.GetProperty("metrics").EnumerateArray().Select(metric => metric.GetString()).ShouldBe(Metric.All.Where(metric => metric != Metric.OverrideRate).Select(metric => metric.Key));
        model.GetProperty("dimensions").EnumerateArray().Select(dimension => dimension.Text("key")).ShouldContain("language");
        model.GetProperty("rules").EnumerateArray().Select(rule => rule.TryGetProperty("against", out var against) ? against.GetString() : null).ShouldBe([null, "complement"]);
        model.GetProperty("heldDays").GetInt32().ShouldBe(1);
        var newest = model.GetProperty("newest").EnumerateArray().ShouldHaveSingleItem();
        newest.GetProperty("scored").Text("to").ShouldBe("2026-09-03");
        newest.GetProperty("mature").Text("to").ShouldBe("2026-08-04");
    }

    [Fact]
    public async Task Figures_OfAModelWithOtherIntervals_HaveThemAndSayTheirLevel()
    {
        await using var web = await ApiWeb.StartAsync(more: "confidence: 0.90");
        using var quality = await web.BrowserOfAsync(Roles.Quality);

        (await quality.ReadAsync("/models/readmission")).GetProperty("confidence").GetDouble().ShouldBe(0.9);
        var points = await quality.ReadAsync("/models/readmission/points?metric=sensitivity&dimension=language&window=90&from=2026-08-25&to=2026-08-25");
        var expected = Wilson.Interval(90, 214, ConfidenceLevel.Of(0.9).Z);
        ShouldBeAt(points.GetProperty("series")[2].GetProperty("points")[0].GetProperty("estimate"), 0.9, expected);
        var row = (await quality.ReadAsync("/models/readmission/subgroups")).GetProperty("subgroups").EnumerateArray().Single(subgroup => subgroup.Text("subgroup") == "language=Spanish");
        ShouldBeAt(row.GetProperty("metrics").GetProperty("sensitivity"), 0.9, expected);

        // An alert keeps what it was opened with.
        var evidence = (await quality.ReadAsync("/alerts")).GetProperty("alerts")[0].GetProperty("evidence").GetProperty("estimate");
        evidence.GetProperty("confidence").GetDouble().ShouldBe(0.95);
    }

    [Fact]
    public async Task Figures_Usual_AreOf95Percent()
    {
        (await api.Quality.ReadAsync("/models/readmission")).GetProperty("confidence").GetDouble().ShouldBe(0.95);
        var row = (await api.Quality.ReadAsync("/models/readmission/subgroups")).GetProperty("subgroups").EnumerateArray().Single(subgroup => subgroup.Text("subgroup") == "language=Spanish");
        ShouldBeAt(row.GetProperty("metrics").GetProperty("sensitivity"), 0.95, Wilson.Interval(90, 214, 1.959963984540054));
    }

    [Fact]
    public async Task Points_OfADimension_AreAllAndItsValuesDayByDay()
    {
        var points = await api.Quality.ReadAsync("/models/readmission/points?metric=sensitivity&dimension=language&window=90&from=2026-08-15&to=2026-08-25");

        var days = points.GetProperty("periods").EnumerateArray().Select(period => period.Text("asOf")).ToList();
        days.Count.ShouldBe(10);
        days.ShouldNotContain("2026-08-20");
        points.GetProperty("periods")[0].GetProperty("mature").Text("from").ShouldBe("2026-04-18");
        var series = points.GetProperty("series").EnumerateArray().ToList();
        series.Select(line => line.Text("subgroup")).ShouldBe([string.Empty, "language=English", "language=Spanish"]);
        series[2].GetProperty("points").EnumerateArray().Select(point => point.Text("asOf")).ShouldBe(days);
        var estimate = series[2].GetProperty("points")[0].GetProperty("estimate");
        estimate.Text("state").ShouldBe("measured");
        estimate.GetProperty("value").GetDouble().ShouldBe(90 / 214.0, 1e-12);
        estimate.GetProperty("low").GetDouble().ShouldBeLessThan(90 / 214.0);
    }

    [Fact]
    public async Task Points_WithoutDimension_AreOfAllAlone() =>
        (await api.Quality.ReadAsync("/models/readmission/points?metric=auroc")).GetProperty("series").EnumerateArray().ShouldHaveSingleItem().Text("subgroup").ShouldBeEmpty();

    [Fact]
    public async Task Points_NotEstimable_SayWhy()
    {
        var estimate = (await api.Quality.ReadAsync("/models/readmission/points?metric=observedExpected")).GetProperty("series")[0].GetProperty("points")[0].GetProperty("estimate");

        estimate.Text("state").ShouldBe("notEstimable");
        estimate.Text("reason").ShouldNotBeNullOrEmpty();
        estimate.TryGetProperty("value", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Subgroups_OfADay_HaveCountsVerdictsAndEveryMetric()
    {
        var answer = await api.Quality.ReadAsync("/models/readmission/subgroups?asOf=2026-08-30&window=90");

        answer.GetProperty("period").Text("asOf").ShouldBe("2026-08-30");
        var subgroups = answer.GetProperty("subgroups").EnumerateArray().ToList();
        subgroups.Select(subgroup => subgroup.Text("subgroup")).ShouldBe([string.Empty, "language=English", "language=Spanish"]);
        var spanish = subgroups[2];
        spanish.GetProperty("counts").GetProperty("falseNegatives").GetInt64().ShouldBe(124);
        spanish.GetProperty("values").Text("language").ShouldBe("Spanish");
        spanish.GetProperty("verdicts").EnumerateArray().Single(verdict => verdict.Text("rule") == "sens-floor").Text("verdict").ShouldBe("below");
        spanish.GetProperty("metrics").EnumerateObject().Select(metric => metric.Name).ShouldBe(Metric.All.Where(metric => metric != Metric.OverrideRate).Select(metric => metric.Key));
    }

    [Theory]
    [InlineData("/models/nope", HttpStatusCode.NotFound, "nope", "readmission")]
    [InlineData("/models/readmission/points", HttpStatusCode.BadRequest, "metric", "sensitivity, specificity")]
    [InlineData("/models/readmission/points?metric=guess", HttpStatusCode.BadRequest, "guess", "sensitivity, specificity")]
    [InlineData("/models/readmission/points?metric=calibrationSlope", HttpStatusCode.BadRequest, "metric", "is not stored for this model: no rule asks for it")]
    [InlineData("/models/readmission/points?metric=ppv&dimension=shoe", HttpStatusCode.BadRequest, "shoe", "language")]
    [InlineData("/models/readmission/points?metric=ppv&window=17", HttpStatusCode.BadRequest, "17", "90")]
    [InlineData("/models/readmission/points?metric=ppv&window=long", HttpStatusCode.BadRequest, "window", "whole number")]
    [InlineData("/models/readmission/points?metric=ppv&from=03/04/2026", HttpStatusCode.BadRequest, "from", "yyyy-MM-dd")]
    [InlineData("/models/readmission/points?metric=ppv&from=2026-09-01&to=2026-08-01", HttpStatusCode.BadRequest, "from", "2026-08-01")]
    [InlineData("/models/readmission/points?metric=ppv&from=2020-01-01&to=2026-08-01", HttpStatusCode.BadRequest, "from", "731")]
    [InlineData("/models/readmission/subgroups?asOf=2020-01-01", HttpStatusCode.NotFound, "2020-01-01", "2026-09-03")]
    [InlineData("/models/readmission/subgroups?order=3", HttpStatusCode.BadRequest, "order", "1, 2")]
    [InlineData("/alerts?state=waiting", HttpStatusCode.BadRequest, "waiting", "acknowledged")]
    [InlineData("/alerts?model=nope", HttpStatusCode.BadRequest, "nope", "readmission")]
    [InlineData("/alerts?page=0", HttpStatusCode.BadRequest, "page", "Count from 1")]
    [InlineData("/alerts?pageSize=1000", HttpStatusCode.BadRequest, "pageSize", "200")]
    [InlineData("/nowhere", HttpStatusCode.NotFound, "address", "openapi.json")]
    public async Task Error_Problem_SaysWhatWhereAndWhatToDo(string address, HttpStatusCode status, string what, string whatToDo)
    {
        using var response = await api.Quality.GetAsync(ApiSetup.Root + address, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.JsonAsync();
        problem.Text("title").ShouldContain(what);
        problem.Text("detail").ShouldContain(whatToDo);
        problem.Text("instance").ShouldBe(ApiSetup.Root + address);
    }

    [Theory]
    [InlineData("?state=open", 1)]
    [InlineData("?state=resolved&state=dismissed", 0)]
    [InlineData("?model=readmission", 1)]
    [InlineData("?page=2&pageSize=1", 0)]
    public async Task Alerts_Filtered_AreThose(string filter, int expected) =>
        (await api.Quality.ReadAsync($"/alerts{filter}")).GetProperty("alerts").GetArrayLength().ShouldBe(expected);

    [Theory]
    [MemberData(nameof(TaggedAddresses))]
    public async Task Answer_ThatTheReaderHas_Is304(string address)
    {
        using var first = await api.Quality.GetAsync(ApiSetup.Root + address, TestContext.Current.CancellationToken);
        var tag = first.Headers.ETag.ShouldNotBeNull();

        using var again = await AskAgainAsync(api.Quality, address, tag);
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        again.Headers.ETag.ShouldBe(tag);

        // What one role saw is no answer for another.
        using var viewer = await api.Web.BrowserOfAsync(Roles.Viewer);
        using var other = await AskAgainAsync(viewer, address, tag);
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Document_Lists_EveryEndpointWithItsPolicy()
    {
        var document = await api.Quality.ReadAsync("/openapi.json");

        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name} {operation.Value.Text("x-policy")}"))
            .Order(StringComparer.Ordinal);
        var mapped = api.Web.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => Route(endpoint).StartsWith(ApiSetup.Root, StringComparison.Ordinal) && Route(endpoint) != ApiSetup.DocumentAddress)
            .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {Route(endpoint)} {endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()[^1].Policy}")
            .Order(StringComparer.Ordinal).ToList();
        mapped.Count.ShouldBe(6);
        described.ShouldBe(mapped);
        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            operation.Value.Text("summary").ShouldNotBeNullOrEmpty();
            operation.Value.Text("description").ShouldContain("Policy:");
        }
    }

    private static string Route(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.TrimStart('/').Replace(":int", string.Empty, StringComparison.Ordinal)}";

    private static async Task<HttpResponseMessage> AskAgainAsync(HttpClient browser, string address, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiSetup.Root + address);
        request.Headers.IfNoneMatch.Add(tag);
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static void ShouldBeAt(JsonElement estimate, double level, Interval expected)
    {
        estimate.GetProperty("confidence").GetDouble().ShouldBe(level);
        estimate.GetProperty("low").GetDouble().ShouldBe(expected.Low!.Value, 1e-12);
        estimate.GetProperty("high").GetDouble().ShouldBe(expected.High!.Value, 1e-12);
    }
}
