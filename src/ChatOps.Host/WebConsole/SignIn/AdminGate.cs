using ChatOps.Access;
using Hangfire.Dashboard;

namespace ChatOps.Host.WebConsole.SignIn;

/// <summary>Opens the dashboard to whoever signed in and has the role Admin for everything: the dashboard shows all operations.</summary>
internal sealed class AdminGate : IDashboardAsyncAuthorizationFilter
{
    public async Task<bool> AuthorizeAsync(DashboardContext context) =>
        (await Visitor.GrantsOfAsync(context.GetHttpContext())).Any(grant => grant is { Role: >= Role.Admin, IsLimited: false });
}
