using System.CommandLine;

namespace ChatOps.Host.CommandLine;

/// <summary>What the binary does besides serving: "chatops audit verify", "chatops drill", "chatops simulator" ....</summary>
internal static class OtherCommands
{
    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>Its exit code, or null when the arguments ask to serve (the default).</returns>
    public static async Task<int?> TryRunAsync(string[] args)
    {
        // Settings may be given as arguments too (--Slack:BotToken=...); they are the configuration's to judge.
        if (args is [] or ["serve", ..] || (args[0].StartsWith('-') && !IsHelp(args[0])))
        {
            return null;
        }

        var root = new RootCommand("A ChatOps bot for Airflow on Kubernetes. Without a command it serves.")
        {
            new Command("serve", "Runs the bot (the default)."),
            AuditCommands.Create(),
            DoctorCommand.Create(),
            DrillCommand.Create(),
            HealthCommand.Create(),
            MigrateCommand.Create(),
            RunCommand.Create(),
            SimulatorCommand.Create(),
            SlackCommands.Create(),
            TeamsCommands.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors is [] && StrayWords.In(parsed) is { } mistake)
        {
            await Console.Error.WriteLineAsync(mistake);
            return 1;
        }

        return await parsed.InvokeAsync();
    }

    /// <summary>Lets a command take settings as arguments, as the server does; <see cref="StrayWords"/> refuses anything else.</summary>
    public static Command TakingSettings(this Command command)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        return command;
    }

    private static bool IsHelp(string argument) => argument is "-h" or "-?" or "--help" or "--version";
}
