using ChatOps.Simulator.Houston.Data;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Houston.Http;

/// <summary>What the ingress asks before it lets somebody at Grafana or Kibana: administrators only, in 2018.</summary>
internal static class IngressCheck
{
    public static Task AnswerAsync(HttpContext http, HoustonData data)
    {
        var credential = http.Request.Headers.Authorization.ToString() is { Length: > 0 } header
            ? header
            : http.Request.Cookies[SignInCookie.Name] ?? "";
        var requester = Requester.Of(credential, data);
        var isViewer = data.RoleBindings.Exists(binding => binding.UserId == requester.User?.Uuid);
        var isGranted = requester.IsAdmin || isViewer;
        var answer = isGranted ? "Granted" : "Denied";
        http.Response.StatusCode = isGranted ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        http.Response.ContentLength = answer.Length;
        return http.Response.WriteAsync(answer, http.RequestAborted);
    }
}
