using ChatOps.Simulator.Houston.Data;
using ChatOps.Simulator.Houston.Graph;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOps.Simulator.Houston.Http;

/// <summary>Houston's HTTP side: GraphQL at /v1, the ingress's question at /authorization, a probe at /healthz.</summary>
internal sealed partial class HoustonHttp(HoustonGraph graph, HoustonData data, ILogger<HoustonHttp> logger) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    public async Task AnswerAsync(HttpContext http)
    {
        await _oneAtATime.WaitAsync(http.RequestAborted);
        try
        {
            await RouteAsync(http);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !http.Response.HasStarted)
        {
            LogFailure(failure, http.Request.Method, http.Request.Path);
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private Task RouteAsync(HttpContext http) => (http.Request.Method, http.Request.Path.Value?.TrimEnd('/')) switch
    {
        ("GET", "/authorization" or "/v1/authorization") => IngressCheck.AnswerAsync(http, data),
        ("GET", "/healthz") => ProbeAsync(http),
        _ => VaryingAsync(http),
    };

    private Task VaryingAsync(HttpContext http)
    {
        http.Response.Headers.Vary = "Origin";
        return (http.Request.Method, http.Request.Path.Value?.TrimEnd('/')) switch
        {
            ("POST", "/v1") => PostAsync(http),
            ("OPTIONS", _) => PreflightAsync(http),
            _ => ExpressPages.CannotAsync(http),
        };
    }

    private async Task PostAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (await GraphBody.ReadAsync(http.Request) is not { } body)
        {
            await ExpressPages.TextAsync(http, ExpressPages.BodyMissing);
        }
        else if (body.Complaint is { } complaint)
        {
            await ExpressPages.BrokenJsonAsync(http, complaint);
        }
        else if (body.Requests.Contains(null))
        {
            await ExpressPages.NoDocumentAsync(http);
        }
        else if (data.IsAway && Requester.IsKey(header))
        {
            await ExpressPages.TextAsync(http, ExpressPages.CannotProcess);
        }
        else
        {
            await ExecuteAsync(http, body, header);
        }
    }

    private async Task ExecuteAsync(HttpContext http, GraphBody body, string header)
    {
        var answers = new List<GraphAnswer>();
        foreach (var request in body.Requests.OfType<GraphRequest>())
        {
            answers.Add(await graph.AnswerAsync(request, header, http.RequestAborted));
        }

        var text = body.IsBatch ? $"[{string.Join(',', answers.Select(answer => answer.Body))}]" : answers[0].Body;
        var isUnderstood = answers.TrueForAll(answer => answer.IsUnderstood);
        http.Response.StatusCode = isUnderstood ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = isUnderstood ? System.Text.Encoding.UTF8.GetByteCount(text) : null;
        foreach (var cookie in answers.Select(answer => answer.Cookie).OfType<string>())
        {
            http.Response.Headers.Append("Set-Cookie", cookie);
        }

        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    private static Task PreflightAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private Task ProbeAsync(HttpContext http)
    {
        http.Response.StatusCode = data.IsAway ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync($$"""{"database":{{(data.IsAway ? "false" : "true")}}}""", http.RequestAborted);
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} of the simulated Houston failed")]
    private partial void LogFailure(Exception failure, string method, PathString path);
}
