using System.Text;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Houston.Http;

/// <summary>The pages of the web framework under the recorded server: what it could not even take for GraphQL.</summary>
internal static class ExpressPages
{
    public const string BodyMissing = "POST body missing. Did you forget use body-parser middleware?";

    public const string CannotProcess = "Unable to process request";

    private const string JsonTrace =
        "<br> &nbsp; &nbsp;at JSON.parse (&lt;anonymous&gt;)"
        + "<br> &nbsp; &nbsp;at parse (<install dir>/node_modules/body-parser/lib/types/json.js:89:19)"
        + "<br> &nbsp; &nbsp;at <install dir>/node_modules/body-parser/lib/read.js:121:18"
        + "<br> &nbsp; &nbsp;at invokeCallback (<install dir>/node_modules/raw-body/index.js:224:16)"
        + "<br> &nbsp; &nbsp;at done (<install dir>/node_modules/raw-body/index.js:213:7)"
        + "<br> &nbsp; &nbsp;at IncomingMessage.onEnd (<install dir>/node_modules/raw-body/index.js:273:7)"
        + "<br> &nbsp; &nbsp;at IncomingMessage.emit (events.js:182:13)"
        + "<br> &nbsp; &nbsp;at endReadableNT (_stream_readable.js:1094:12)"
        + "<br> &nbsp; &nbsp;at process._tickCallback (internal/process/next_tick.js:63:19)";

    private const string DocumentTrace =
        "Error: Must provide document"
        + "<br> &nbsp; &nbsp;at invariant (<install dir>/node_modules/graphql/jsutils/invariant.js:19:11)"
        + "<br> &nbsp; &nbsp;at Object.validate (<install dir>/node_modules/graphql/validation/validate.js:56:34)"
        + "<br> &nbsp; &nbsp;at doRunQuery (<install dir>/node_modules/apollo-server-express/node_modules/apollo-server-core/dist/runQuery.js:111:42)"
        + "<br> &nbsp; &nbsp;at <install dir>/node_modules/apollo-server-express/node_modules/apollo-server-core/dist/runQuery.js:21:56"
        + "<br> &nbsp; &nbsp;at process._tickCallback (internal/process/next_tick.js:68:7)";

    public static Task CannotAsync(HttpContext http) =>
        PageAsync(http, StatusCodes.Status404NotFound, $"Cannot {http.Request.Method} {http.Request.Path}");

    public static Task NoDocumentAsync(HttpContext http) =>
        PageAsync(http, StatusCodes.Status500InternalServerError, DocumentTrace);

    /// <param name="complaint">What JavaScript's parser says: "Unexpected end of JSON input".</param>
    public static Task BrokenJsonAsync(HttpContext http, string complaint)
    {
        http.Response.Headers.Remove("Vary");
        return PageAsync(http, StatusCodes.Status400BadRequest, $"SyntaxError: {complaint}{JsonTrace}");
    }

    /// <summary>A bare sentence, without a type or a length.</summary>
    public static Task TextAsync(HttpContext http, string text)
    {
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return http.Response.WriteAsync(text, http.RequestAborted);
    }

    private static Task PageAsync(HttpContext http, int status, string text)
    {
        var page = Encoding.UTF8.GetBytes(
            $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Error</title>\n</head>\n<body>\n<pre>{text}</pre>\n</body>\n</html>\n");
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = page.Length;
        return http.Response.Body.WriteAsync(page, http.RequestAborted).AsTask();
    }
}
