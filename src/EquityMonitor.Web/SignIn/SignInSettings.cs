using System.Globalization;
using EquityMonitor.Web.Composition;

namespace EquityMonitor.Web.SignIn;

/// <summary>Who vouches for the people who sign in: the demo (null provider), or an identity provider.</summary>
public sealed record SignInSettings(OpenIdConnectSettings? Provider)
{
    private const string Section = "Authentication:OpenIdConnect";

    /// <summary>Authentication__SessionCheck: how often an open page asks whether its sign-in still holds.</summary>
    public TimeSpan SessionCheck { get; init; } = TimeSpan.FromMinutes(2);

    public bool IsDemo => Provider is null;

    /// <summary>Reads the settings, or refuses to start when nobody could sign in.</summary>
    /// <param name="demoByDefault">Demo sign-in is on unless it is configured otherwise.</param>
    public static SignInSettings Read(IConfiguration configuration, bool demoByDefault)
    {
        var provider = ReadProvider(configuration.GetSection(Section));
        var demo = ReadDemo(configuration["Authentication:Demo"]) ?? (demoByDefault && provider is null);
        if (demo && provider is not null)
        {
            throw new StartRefusedException(
                "Both demo sign-in and an identity provider are configured. Remove Authentication__Demo, or remove the settings Authentication__OpenIdConnect__*.");
        }

        if (!demo && provider is null)
        {
            throw new StartRefusedException(
                "Nobody could sign in: demo sign-in is off and no identity provider is configured. Set Authentication__OpenIdConnect__Authority, "
                + "Authentication__OpenIdConnect__ClientId and Authentication__OpenIdConnect__ClientSecret to those of your identity provider; "
                + "or, to look around on this machine only, set Authentication__Demo=true.");
        }

        return new SignInSettings(provider) { SessionCheck = ReadSessionCheck(configuration["Authentication:SessionCheck"]) };
    }

    private static bool? ReadDemo(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return bool.TryParse(text, out var demo)
            ? demo
            : throw new StartRefusedException("Authentication__Demo is neither true nor false. Write one of the two, or remove it.");
    }

    private static TimeSpan ReadSessionCheck(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return TimeSpan.FromMinutes(2);
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero && interval <= TimeSpan.FromHours(1)
            ? interval
            : throw new StartRefusedException("Authentication__SessionCheck has to be more than zero and at most an hour. Write, for example, 00:02:00, or remove it.");
    }

    private static OpenIdConnectSettings? ReadProvider(IConfigurationSection section)
    {
        if (!section.Exists())
            return null;
        var authority = Required(section, "Authority");
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || address.IsLoopback))
            throw new StartRefusedException("Authentication__OpenIdConnect__Authority is not an https address. Write the issuer address of your identity provider.");
        var values = Roles.All.ToDictionary(role => role, role => section[$"Roles:{role}"] ?? role, StringComparer.Ordinal);
        return new OpenIdConnectSettings(address, Required(section, "ClientId"), section["ClientSecret"], section["RoleClaim"] ?? "roles", values);
    }

    private static string Required(IConfigurationSection section, string key) =>
        section[key] is { Length: > 0 } value
            ? value
            : throw new StartRefusedException($"Authentication__OpenIdConnect__{key} is missing. Set it, or remove the other settings Authentication__OpenIdConnect__*.");
}

/// <param name="Authority">Address of the issuer.</param>
/// <param name="ClientSecret">Null for a public client.</param>
/// <param name="RoleClaim">Claim of the identity token that holds the person's roles or groups.</param>
/// <param name="RoleValues">For each role, the value of <paramref name="RoleClaim"/> that grants it (<c>Authentication__OpenIdConnect__Roles__Quality</c>; default: its name).</param>
public sealed record OpenIdConnectSettings(Uri Authority, string ClientId, string? ClientSecret, string RoleClaim, IReadOnlyDictionary<string, string> RoleValues)
{
    /// <summary>Keeps the secret out of logs and messages.</summary>
    public override string ToString() => $"{Authority} as {ClientId}";
}
