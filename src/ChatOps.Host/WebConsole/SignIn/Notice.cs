using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOps.Host.WebConsole.SignIn;

/// <summary>What somebody reads in the place of the console.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Text">What it means, and what to do.</param>
/// <param name="Link">What the link to the console, and with that to a sign-in, is called.</param>
public sealed record Notice(string Title, string Text, string Link)
{
    public IResult AsPage(int statusCode = StatusCodes.Status200OK) =>
        new RazorComponentResult<NoticePage>(new Dictionary<string, object?> { [nameof(NoticePage.Notice)] = this }) { StatusCode = statusCode };
}
