using System.Net;
using System.Text.RegularExpressions;

namespace EquityMonitor.Web.Tests.Host;

/// <summary>What a person does in a browser, as requests.</summary>
internal static partial class Browsing
{
    /// <summary>Opens the sign-in page and presses the button of a role.</summary>
    public static async Task<HttpResponseMessage> SignInAsync(this HttpClient browser, string role, string? returnUrl = null) =>
        await browser.PostAsync("/sign-in/demo", await browser.FormAsync(("role", role), ("returnUrl", returnUrl)));

    /// <summary>A form with the antiforgery token of the sign-in page.</summary>
    public static async Task<FormUrlEncodedContent> FormAsync(this HttpClient browser, params (string Name, string? Value)[] fields)
    {
        var page = await browser.GetStringAsync("/sign-in");
        var token = WebUtility.HtmlDecode(Token().Match(page).Groups["token"].Value);
        token.ShouldNotBeEmpty();
        return new FormUrlEncodedContent(
            fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", (string?)token))!);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
