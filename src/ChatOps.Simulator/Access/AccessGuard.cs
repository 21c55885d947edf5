using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Access;

/// <summary>Stands before the API where rights are enforced: who is asking, and may they?</summary>
internal sealed class AccessGuard(Rbac rbac, ServiceAccountTokens tokens)
{
    private const string Scheme = "Bearer ";

    /// <summary>Lets a request pass, and notes on it whose it is.</summary>
    /// <exception cref="ApiException">401: the credentials are no good. 403: it may not.</exception>
    public void Check(HttpContext http)
    {
        var user = Authenticate(http.Request);
        var question = AccessQuestion.In(http.Request);
        if (rbac.Judge(user, question) is { IsAllowed: false } verdict)
        {
            throw question.Refuse(user, verdict.Reason);
        }

        http.Features.Set(user);
    }

    public AccessVerdict Judge(HttpContext http, AccessQuestion question) => rbac.Judge(UserOf(http), question);

    public IEnumerable<RoleRule> RulesFor(HttpContext http, string ns) => rbac.RulesFor(UserOf(http), ns);

    private ApiUser Authenticate(HttpRequest request)
    {
        var header = $"{request.Headers.Authorization}";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return ApiUser.Anonymous;
        }

        var token = header[Scheme.Length..].Trim();
        return token == Kubeconfig.Token
            ? ApiUser.Administrator
            : tokens.Read(token) ?? throw new ApiException(401, "Unauthorized", "Unauthorized");
    }

    private static ApiUser UserOf(HttpContext http) =>
        http.Features.Get<ApiUser>() ?? throw new InvalidOperationException("The request was not checked.");
}
