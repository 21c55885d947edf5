using ChatOps.Access;
using Hangfire.Dashboard;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.WebConsole.SignIn;

/// <summary>Opens the dashboard to whoever signed in and has the role Admin for everything: the dashboard shows all operations.</summary>
internal sealed class AdminGate : IDashboardAsyncAuthorizationFilter
{
    public async Task<bool> AuthorizeAsync(DashboardContext context)
    {
        var http = context.GetHttpContext();
        var options = http.RequestServices.GetRequiredService<IOptions<ConsoleOptions>>().Value;
        if (Visitor.PersonaIn(http.User, options) is not { } persona)
        {
            return false;
        }

        var holding = await http.RequestServices.GetRequiredService<Grants>().HeldByAsync(persona.Actor, http.RequestAborted);
        return holding.Grants.Any(grant => grant is { Role: >= Role.Admin, IsLimited: false });
    }
}
