using ChatOps.Host.WebConsole;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddWebConsole(builder.Configuration);

var app = builder.Build();
app.MapWebConsole();
app.Run();
