namespace EquityMonitor.Web.Api;

/// <summary>
/// Keeps other sites from acting with a person's session cookie. A browser sends this header to another origin only after asking that origin, which permits
/// nothing; the cookie is SameSite=Lax besides. Programs need no token from a page that they never open.
/// </summary>
internal sealed class OwnProgramFilter : IEndpointFilter
{
    public const string Header = "X-EquityMonitor";

    /// <summary>Marks an endpoint that this guards, for the description of the interface.</summary>
    public sealed record Required;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!request.Headers.ContainsKey(Header))
        {
            return ApiProblem.Of(
                context.HttpContext, StatusCodes.Status400BadRequest, $"The header '{Header}' is missing.",
                $"Send '{Header}: 1' with every request that changes something: it keeps other sites from sending it in your name. Nothing was recorded.");
        }

        if (request.Headers.Origin is [{ } origin] && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)))
            return ApiProblem.Of(context.HttpContext, StatusCodes.Status403Forbidden, "The request came from another site.", $"Only pages of {request.Host} may send it. Nothing was recorded.");
        return await next(context);
    }
}
