using System.Net;

namespace ChatOps.Host.WebConsole;

/// <summary>
/// Who may open a console without a sign-in: a browser on this very machine. There is no login, so everything that could stand for
/// somebody else is refused: another address, another host name (DNS rebinding), another site's script, a proxy or tunnel.
/// </summary>
public static class ConsoleGate
{
    private static readonly string[] ForwardingHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Original-For", "X-Real-IP"];

    /// <summary>Why this request may not see the console, in words for its sender; null when it may.</summary>
    public static string? Objection(HttpContext context) => context switch
    {
        _ when !IsLocal(context.Connection) => "The console answers only to a browser on the machine it runs on.",
        _ when IsForwarded(context.Request) => "The console doesn't answer through a proxy or a tunnel.",
        _ when !IsLoopbackName(context.Request.Host.Host) => "The console answers only to the name localhost.",
        _ when !IsSameOrigin(context.Request) => "The console answers only to its own page.",
        _ => null,
    };

    /// <summary>The same where people sign in: they may come from anywhere, but by the console's own page.</summary>
    public static string? ObjectionToSignedIn(HttpContext context) =>
        IsSameOrigin(context.Request) ? null : "The console answers only to its own page.";

    private static bool IsLocal(ConnectionInfo connection) =>
        connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    private static bool IsForwarded(HttpRequest request) => ForwardingHeaders.Any(request.Headers.ContainsKey);

    private static bool IsLoopbackName(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) ||
        (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Browsers send an origin with every WebSocket and every post, and no script can forge it.</summary>
    private static bool IsSameOrigin(HttpRequest request) =>
        request.Headers.Origin is not [{ } origin] ||
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
