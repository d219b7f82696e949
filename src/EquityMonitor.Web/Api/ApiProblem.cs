using Microsoft.AspNetCore.Http.HttpResults;

namespace EquityMonitor.Web.Api;

/// <summary>Every error says what is wrong, where, and what to do (RFC 9457).</summary>
internal static class ApiProblem
{
    /// <param name="context">Of the request.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="title">What is wrong.</param>
    /// <param name="detail">Where, and what to do.</param>
    public static ProblemHttpResult Of(HttpContext context, int status, string title, string detail) =>
        TypedResults.Problem(detail, instance: $"{context.Request.Path}{context.Request.QueryString}", statusCode: status, title: title);

    /// <summary>A value that is not one of the known ones.</summary>
    public static ProblemHttpResult Unknown(HttpContext context, string parameter, string? value, IEnumerable<string> known) => Of(
        context,
        StatusCodes.Status400BadRequest,
        string.IsNullOrEmpty(value) ? $"The parameter '{parameter}' is missing." : $"The parameter '{parameter}' has an unknown value: '{value}'.",
        $"Known values of '{parameter}': {string.Join(", ", known)}.");

    public static ProblemHttpResult Unreadable(HttpContext context, string parameter, string detail) =>
        Of(context, StatusCodes.Status400BadRequest, $"The parameter '{parameter}' cannot be used.", detail);

    public static ProblemHttpResult NoModel(HttpContext context, string key, IEnumerable<string> known) => Of(
        context, StatusCodes.Status404NotFound, $"There is no model with the key '{key}'.", $"Known models: {Listed(known)}. GET {ApiSetup.Root}/models lists them.");

    /// <summary>For refusals that come from elsewhere than an endpoint and have no body.</summary>
    public static ProblemHttpResult Of(HttpContext context, int status) => status switch
    {
        StatusCodes.Status400BadRequest when QueryCheck.FirstProblem(context.Request.Query) is { } problem => Unreadable(context, problem.Parameter, problem.Detail),
        StatusCodes.Status400BadRequest => Of(context, status, "The request was not understood.", $"Compare its parameters and its body with the description at {ApiSetup.DocumentAddress}."),
        StatusCodes.Status401Unauthorized => Of(context, status, "Nobody is signed in.", "Sign in at /sign-in and send the session cookie with the request."),
        StatusCodes.Status403Forbidden => Of(
            context, status, "Your role does not permit this.", $"The policy that each address asks for stands in {ApiSetup.DocumentAddress}. An administrator of EquityMonitor gives roles."),
        StatusCodes.Status404NotFound => Of(context, status, "There is no such address.", $"The addresses there are stand in {ApiSetup.DocumentAddress}."),
        StatusCodes.Status405MethodNotAllowed => Of(context, status, $"This address does not take {context.Request.Method}.", $"What it takes stands in {ApiSetup.DocumentAddress}."),
        StatusCodes.Status415UnsupportedMediaType => Of(context, status, "The body is not JSON.", "Send it with the header 'Content-Type: application/json', or leave it out."),
        _ => Of(context, status, "That did not work.", "Try again. If it fails again, an administrator finds the cause in the log of the program."),
    };

    private static string Listed(IEnumerable<string> known) => string.Join(", ", known) is { Length: > 0 } text ? text : "none yet";
}
