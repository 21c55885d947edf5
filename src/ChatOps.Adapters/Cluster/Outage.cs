using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using ChatOps.Adapters.Cluster.Api;
using k8s.Exceptions;

namespace ChatOps.Adapters.Cluster;

/// <summary>Says in a person's words why the API server could not be asked.</summary>
internal static class Outage
{
    /// <summary>Something outside the bot went wrong, as opposed to a bug of its own.</summary>
    public static bool Is(Exception exception) => exception
        is HttpRequestException or IOException or TimeoutException or ApiServerException or KubeConfigException
            or JsonException;

    /// <param name="doing">What was tried: "list and watch nodes", "delete pods in astronomer-ee".</param>
    public static string InWords(Exception exception, string doing) => exception switch
    {
        ApiServerException { Code: HttpStatusCode.Forbidden } => $"The bot may not {doing}: {exception.Message}",
        ApiServerException { Code: HttpStatusCode.Unauthorized } =>
            $"The API server refuses the bot's credentials: {exception.Message}",
        ApiServerException => $"The API server could not {doing}: {exception.Message}",
        HttpRequestException { InnerException: AuthenticationException tls } =>
            $"The API server's certificate is not accepted: {tls.Message}",
        HttpRequestException => $"The API server can't be reached: {exception.Message}",
        TimeoutException => $"The API server is silent: {exception.Message}",
        KubeConfigException => $"The kubeconfig can't be used: {exception.Message}",
        JsonException => $"The API server's answer can't be read: {exception.Message}",
        _ => $"The bot could not {doing}: {exception.Message}",
    };
}
