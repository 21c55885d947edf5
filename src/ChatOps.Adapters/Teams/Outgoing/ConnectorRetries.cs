using System.Net;
using ChatOps.Adapters.Wire;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>
/// What is tried again, and after what. Source: learn.microsoft.com, "Messages in bot conversations", status codes. Teams knows no
/// key against doubles, so a message that is sent again after a 502 or 504 may stand there twice; lost would be worse.
/// </summary>
internal static class ConnectorRetries
{
    /// <summary>The property of a call that is made again only when it certainly did not arrive.</summary>
    public const string Once = "once";

    private static readonly HttpRequestOptionsKey<bool> OnceKey = new(Once);

    public static RetryRules By(TimeProvider time) => new(
        Tries: 3,
        Delay: TimeSpan.FromSeconds(0.5),
        AttemptTimeout: TimeSpan.FromSeconds(10),
        IsRepeatable,
        (request, answer) => answer.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => RetryAfter.IsShort(answer, time),
            HttpStatusCode.PreconditionFailed or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout => !IsOnce(request),
            _ => false,
        });

    private static bool IsOnce(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(OnceKey, out var once) && once;

    /// <summary>Reading, and replacing by the same content, is harmless twice.</summary>
    private static bool IsRepeatable(HttpRequestMessage? request) =>
        request?.Method == HttpMethod.Get || request?.Method == HttpMethod.Put;
}
