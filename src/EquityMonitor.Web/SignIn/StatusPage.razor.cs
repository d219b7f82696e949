using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.SignIn;

/// <summary>What a person sees in place of a page that could not be had.</summary>
public sealed partial class StatusPage
{
    [Parameter]
    public int Code { get; set; }

    private string Heading => Code switch
    {
        StatusCodes.Status400BadRequest => "The request was not understood",
        StatusCodes.Status403Forbidden => "Your role does not permit this page",
        StatusCodes.Status404NotFound => "There is no such page",
        _ => "That did not work",
    };

    private string Explanation => Code switch
    {
        StatusCodes.Status400BadRequest => "The form may have been open for too long. Go back, load the page again, and repeat it.",
        StatusCodes.Status403Forbidden => "Ask an administrator of EquityMonitor for the role that you need, or sign in with another account.",
        StatusCodes.Status404NotFound => "The address may be misspelt, or what it named is gone.",
        _ => "Try again. If it fails again, an administrator finds the cause in the log of the program.",
    };
}
