using System.CommandLine;
using System.CommandLine.Parsing;
using ChatOps.Access;
using ChatOps.Adapters.Storage;
using ChatOps.Audit;
using ChatOps.Host.Terminal;

namespace ChatOps.Host.CommandLine;

/// <summary>"chatops run --as alice "pods"": the terminal as a chat platform, for the day that chat is down.</summary>
internal static class RunCommand
{
    private static readonly Argument<string> Text = new("command") { Description = "What would be said in chat, in quotes." };

    private static readonly Option<string> As = new("--as")
    {
        Description = "Who says it: an account of Access:People:...:Terminal, or one that a grant names (terminal:alice).",
        Required = true,
        Validators = { OnlyAnAccount },
    };

    private static readonly Option<bool> NoWait = new("--no-wait")
    {
        Description = "Don't stay until what was asked for has ended; a host that lives carries it on.",
    };

    public static Command Create()
    {
        var command = new Command("run", "Says a command from this terminal, with the same roles, approvals and audit as in chat.")
        {
            Text, As, NoWait,
        }.TakingSettings();
        command.SetAction((parsed, cancellationToken) => Serving.OrExplainAsync(() => RunAsync(parsed, cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder([.. parsed.UnmatchedTokens]);
        builder.Logging.ClearProviders();
        builder.Services.AddBot(builder.Configuration).AddTerminalSession();
        using var host = builder.Build().WithGoodSettings();
        await host.Services.ReachDatabaseAsync(cancellationToken);
        if (!await host.Services.HasDatabaseAsync(cancellationToken))
        {
            await Console.Error.WriteLineAsync(
                $"There is no database of the bot's here ({Environment.CurrentDirectory}), or it is of another version. Stand in the "
                + "folder where the bot was started, or make it: chatops migrate.");
            return 1;
        }

        await host.StartAsync(cancellationToken);
        try
        {
            return await SayAsync(host.Services, parsed, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("What was asked for stays: chatops run --as <person> \"operations\" shows it.");
            return Interruption.ExitCode;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<int> SayAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        // Both are required.
        var person = parsed.GetRequiredValue(As);
        var actor = services.GetRequiredService<People>().Named(new(TerminalChatPlatform.PlatformName, person, person));
        await services.GetRequiredService<IAuditTrail>().AppendAsync(
            new(actor.Key, actor.Name, AuditAction.Asked, TerminalChatPlatform.PlatformName, $"from the terminal {TerminalSeat.Here.Channel}"),
            cancellationToken);
        return await services.GetRequiredService<TerminalSession>().RunAsync(
            actor, parsed.GetRequiredValue(Text), waits: !parsed.GetValue(NoWait), cancellationToken);
    }

    private static void OnlyAnAccount(OptionResult given)
    {
        var person = given.GetValueOrDefault<string>() ?? "";
        if (!Grantee.IsAccount(TerminalChatPlatform.PlatformName, person))
        {
            given.AddError("--as must be an account in small letters, digits and hyphens, such as alice.");
        }
    }
}
