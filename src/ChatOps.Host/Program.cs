using ChatOps.Adapters.Slack;
using ChatOps.Adapters.Teams;
using ChatOps.Host;
using ChatOps.Host.CommandLine;
using ChatOps.Host.Edge;
using ChatOps.Host.Health;
using ChatOps.Host.Jobs;
using ChatOps.Host.Starting;
using ChatOps.Host.Telemetry;
using ChatOps.Host.WebConsole;

if (await OtherCommands.TryRunAsync(args) is { } exitCode)
{
    return exitCode;
}

return await Serving.RunOrExplainAsync(() => Build(args));

static WebApplication Build(string[] args)
{
    var builder = WebApplication.CreateBuilder(args);
    builder.WebHost.ListenLocallyUnlessTold(builder.Configuration);
    builder.Logging.QuietNeighbours();
    builder.AddStart();

    // Hosted services start in this order, after the web server, the workers last.
    builder.Services
        .AddBot(builder.Configuration)
        .AddEdge(builder.Configuration)
        .AddWebConsole(builder.Configuration)
        .AddJobs()
        .AddHealth()
        .AddTelemetry(builder.Configuration);

    var app = builder.Build().WithGoodSettings();
    app.ListenForManagement();
    app.UseEdge();
    app.UseFrontDoor();
    app.MapSlack();
    app.MapTeams();
    app.MapWebConsole();
    app.MapHealth();
    app.MapTelemetry();
    app.MapJobs();
    return app;
}
