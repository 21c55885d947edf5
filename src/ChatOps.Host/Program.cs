using ChatOps;
using ChatOps.Adapters.Storage;
using ChatOps.Host.CommandLine;
using ChatOps.Host.Health;
using ChatOps.Host.Jobs;

if (await OtherCommands.TryRunAsync(args) is { } exitCode)
{
    return exitCode;
}

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ListenLocallyUnlessTold(builder.Configuration);
builder.Services
    .AddStorage(builder.Configuration)
    .AddChatOps(builder.Configuration)
    .AddJobs()
    .AddHealth();

var app = builder.Build();
app.MapHealth();
app.MapJobs();
return await app.RunOrExplainAsync();
