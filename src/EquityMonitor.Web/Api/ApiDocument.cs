using System.Text.Json.Nodes;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EquityMonitor.Web.Api;

/// <summary>The OpenAPI document: only this interface, with the policy of each address and how to sign in.</summary>
internal static class ApiDocument
{
    /// <summary>The policy of an operation; the strictest where several apply.</summary>
    public const string PolicyExtension = "x-policy";

    private const string SessionScheme = "session";

    private static readonly Dictionary<string, string> RolesOf = new(StringComparer.Ordinal)
    {
        [Policies.Viewer] = string.Join(", ", Roles.All),
        [Policies.Quality] = $"{Roles.Quality}, {Roles.Administrator}",
    };

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = description => $"/{description.RelativePath}".StartsWith($"{ApiSetup.Root}/", StringComparison.Ordinal);
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } id && id.EndsWith("Dto", StringComparison.Ordinal) ? id[..^3] : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context.Description.ActionDescriptor.EndpointMetadata);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "EquityMonitor";
            document.Info.Version = "v1";
            document.Info.Description =
                "How hospital AI models perform for each group of patients, as on the pages of EquityMonitor and under the same policies. Dates are ISO days, moments UTC; what is not known is absent. "
                + $"Figures that rest on {SmallCount.Range} patients or encounters are suppressed for the role Viewer. GET answers carry an ETag: send it as If-None-Match and an unchanged answer is 304. "
                + "Errors are problem details (RFC 9457): title says what is wrong, instance where, detail what to do.";
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes[SessionScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SignInSetup.CookieName,
                Description = "The session cookie that signing in at /sign-in gives.",
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SessionScheme, document)] = [] }];
            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiOperation operation, IEnumerable<object> metadata)
    {
        var policy = metadata.OfType<IAuthorizeData>().Select(data => data.Policy).LastOrDefault(name => name is not null) ?? Policies.Viewer;
        operation.AddExtension(PolicyExtension, new JsonNodeExtension(JsonValue.Create(policy)));
        operation.Description = $"{operation.Description} Policy: {policy} (roles {RolesOf[policy]}).";
        if (metadata.OfType<OwnProgramFilter.Required>().Any())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = OwnProgramFilter.Header,
                In = ParameterLocation.Header,
                Required = true,
                Description = "Any value: keeps other sites from acting with your cookie.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(parameter => parameter.Name is "from" or "to" or "asOf"))
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" };
    }
}
