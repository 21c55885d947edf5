using ChatOps;
using ChatOps.Adapters.Cluster;
using ChatOps.Adapters.Houston;
using ChatOps.Adapters.Slack;
using ChatOps.Adapters.Storage;
using ChatOps.Adapters.Teams;
using ChatOps.Diagnosing;
using ChatOps.Host.CommandLine;
using ChatOps.Host.Health;
using ChatOps.Host.Jobs;
using ChatOps.Host.Simulation;
using ChatOps.Host.WebConsole;
using ChatOps.Houston;
using ChatOps.Operations.Grafana.Passwords;
using ChatOps.Operations.Limiting;
using ChatOps.Operations.Recovering;
using ChatOps.Operations.Rescheduling;
using ChatOps.Operations.Restarting;
using ChatOps.Operations.Scaling;
using ChatOps.Operations.Volumes;
using ChatOps.Queries.Status;

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

    // Hosted services start in this order: the simulated cluster before those who look at it, the database before those
    // who keep something in it, and the workers last.
    builder.Services
        .AddSimulation(builder.Configuration)
        .AddStorage(builder.Configuration)
        .AddCluster(builder.Configuration)
        .AddHouston(builder.Configuration)
        .AddChatOps(builder.Configuration)
        .AddDiagnosing(builder.Configuration)
        .AddRestarting(builder.Configuration)
        .AddScaling(builder.Configuration)
        .AddRescheduling(builder.Configuration)
        .AddLimiting()
        .AddVolumes(builder.Configuration)
        .AddRecovering(builder.Configuration)
        .AddHoustonCommands()
        .AddGrafanaPasswords(builder.Configuration)
        .AddStatus()
        .AddSlack(builder.Configuration)
        .AddTeams(builder.Configuration)
        .AddWebConsole(builder.Configuration)
        .AddJobs()
        .AddHealth();

    var app = builder.Build().WithGoodSettings();
    app.MapSlack();
    app.MapTeams();
    app.MapWebConsole();
    app.MapHealth();
    app.MapJobs();
    return app;
}
