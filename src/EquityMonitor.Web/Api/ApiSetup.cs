using System.Text.Json;
using System.Text.Json.Serialization;
using EquityMonitor.Web.SignIn;

namespace EquityMonitor.Web.Api;

/// <summary>Version 1 of the programming interface: what the pages show, as JSON, under the policies of the pages.</summary>
internal static class ApiSetup
{
    public const string Root = "/api/v1";

    public const string DocumentAddress = $"{Root}/openapi.json";

    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        builder.Services.AddOpenApi("v1", ApiDocument.Configure);
        builder.Services.AddSingleton<ModelQueries>();
    }

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Root)
            .RequireAuthorization(Policies.Viewer)
            .AddEndpointFilter<FailureFilter>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status500InternalServerError);
        ModelsApi.Map(api);
        PointsApi.Map(api);
        SubgroupsApi.Map(api);
        AlertsApi.Map(api);
        app.MapOpenApi(DocumentAddress).RequireAuthorization(Policies.Viewer);
    }

    public static bool IsApi(this HttpRequest request) => request.Path.StartsWithSegments("/api");
}
