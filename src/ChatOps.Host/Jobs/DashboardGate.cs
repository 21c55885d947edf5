using ChatOps.Host.WebConsole;
using Hangfire.Dashboard;

namespace ChatOps.Host.Jobs;

/// <summary>
/// Opens the dashboard to a browser on this very machine, as the console does: behind a proxy every visitor has the
/// proxy's address, so an address alone says nothing.
/// </summary>
internal sealed class DashboardGate : IDashboardAuthorizationFilter
{
    public bool Authorize(DashboardContext context) => ConsoleGate.Objection(context.GetHttpContext()) is null;
}
