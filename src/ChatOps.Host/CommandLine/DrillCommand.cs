using System.CommandLine;
using System.CommandLine.Parsing;
using ChatOps.Host.Simulation;
using ChatOps.Simulator;
using ChatOps.Simulator.Drills;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.CommandLine;

/// <summary>
/// "chatops drill": lists the drills, or plays one in the simulated cluster that runs on this machine and waits until
/// somebody, by whatever means, has put it right.
/// </summary>
internal static class DrillCommand
{
    private const int NotReached = 1;

    private static readonly Argument<string?> Name = new("name")
    {
        Description = "Which one to play; without a name they are listed.",
        Arity = ArgumentArity.ZeroOrOne,
        Validators = { NoStrayOption },
    };

    public static Command Create()
    {
        var command = new Command("drill", "Plays something that goes wrong in the simulated cluster.") { Name }.TakingSettings();
        command.SetAction((parsed, cancellationToken) => Serving.OrExplainAsync(() =>
            RunAsync(parsed.GetValue(Name), [.. parsed.UnmatchedTokens], cancellationToken)));
        return command;
    }

    /// <summary>Options that nobody knows land where the name could be.</summary>
    private static void NoStrayOption(ArgumentResult given)
    {
        if (given.Tokens is [{ Value: ['-', ..] word }] && !StrayWords.IsSetting(word))
        {
            given.AddError(StrayWords.Explain(word, ((CommandResult)given.Parent!).Command)); // an argument is a command's here
        }
    }

    private static async Task<int> RunAsync(string? name, string[] settings, CancellationToken cancellationToken)
    {
        // A setting may stand where the name could.
        if (name is null || name.StartsWith('-'))
        {
            List();
            return 0;
        }

        if (DrillCatalog.Find(name) is not { } drill)
        {
            await Console.Error.WriteLineAsync($"There is no drill {name}. There are: {string.Join(", ", DrillCatalog.All.Select(each => each.Name))}.");
            return NotReached;
        }

        using var http = new HttpClient { BaseAddress = AddressIn(settings) };
        try
        {
            return await PlayAsync(drill, new(new(http), TimeProvider.System), cancellationToken);
        }
        catch (DrillException cannot)
        {
            await Console.Error.WriteLineAsync(cannot.Message);
            return NotReached;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Nobody watches any more. What is broken stays so until it is put right.");
            return Interruption.ExitCode;
        }
    }

    private static async Task<int> PlayAsync(Drill drill, DrillPlayer player, CancellationToken cancellationToken)
    {
        var last = DrillStage.Played;
        await foreach (var moment in player.PlayAsync(drill, cancellationToken))
        {
            last = moment.Stage;
            Console.WriteLine(last == DrillStage.Played ? Opening(drill) : $"{Words.Of(moment.Elapsed)}: {DrillWords.Of(moment)}");
        }

        return last == DrillStage.Reached ? 0 : NotReached;
    }

    private static string Opening(Drill drill) => $"""
        {drill.Title}

        {drill.Story}
        Goal: {drill.Goal}
        Hint: {drill.Hint}

        """;

    private static void List()
    {
        var width = DrillCatalog.All.Max(each => each.Name.Length);
        foreach (var drill in DrillCatalog.All)
        {
            Console.WriteLine($"{drill.Name.PadRight(width)}  {drill.Title}");
        }
    }

    private static Uri AddressIn(string[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(settings);
        builder.Services.AddSimulatorOptions(builder.Configuration);
        using var host = builder.Build();
        return host.Services.GetRequiredService<IOptions<SimulatorOptions>>().Value.ClusterUrl;
    }
}
