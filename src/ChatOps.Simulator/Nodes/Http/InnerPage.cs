using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Nodes.Http;

/// <summary>What a server inside the cluster answers.</summary>
internal sealed record InnerPage(int Status, string Body, string ContentType = "text/plain; charset=utf-8")
{
    public static readonly InnerPage NotFound = new(StatusCodes.Status404NotFound, "404 page not found\n");

    public async Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.ContentType = ContentType;
        await http.Response.WriteAsync(Body, http.RequestAborted);
    }
}
