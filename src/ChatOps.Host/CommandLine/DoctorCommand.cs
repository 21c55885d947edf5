using System.CommandLine;
using ChatOps.Doctor;
using ChatOps.Host.Edge;
using ChatOps.Host.Jobs;
using ChatOps.Host.WebConsole.SignIn;

namespace ChatOps.Host.CommandLine;

/// <summary>"chatops doctor": looks at every setting and every far end, beside the bot or before its first start, and changes nothing.</summary>
internal static class DoctorCommand
{
    private const string Settings = "settings";

    public static Command Create()
    {
        var command = new Command("doctor", "Checks every setting and every far end, and says what to do; ends with 0 if nothing is bad.")
            .TakingSettings();
        command.SetAction((parsed, cancellationToken) => RunAsync([.. parsed.UnmatchedTokens], cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, CancellationToken cancellationToken)
    {
        var findings = await LookAsync(settings, cancellationToken);
        foreach (var line in FindingTable.Write(findings))
        {
            Console.WriteLine(line);
        }

        return findings.Any(finding => finding.State is FindingState.Bad) ? 1 : 0;
    }

    private static async Task<IReadOnlyList<Finding>> LookAsync(string[] settings, CancellationToken cancellationToken)
    {
        try
        {
            using var host = Build(settings);
            var found = await host.Services.GetRequiredService<Examination>().RunAsync(cancellationToken);
            return [Finding.Good(Settings, "All of them can be used."), .. found];
        }
        catch (Exception wrong) when (SettingMistakes.In(wrong) is { Count: > 0 } mistakes)
        {
            return [.. mistakes.Select(mistake => Finding.Bad(Settings, mistake, "Mend it; the bot does not start with it."))];
        }
    }

    /// <summary>The bot without anything that runs: it is never started.</summary>
    private static IHost Build(string[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(settings);
        builder.Logging.ClearProviders();
        builder.Services.AddBot(builder.Configuration)
            .AddEdge(builder.Configuration)
            .AddSignInSettings(builder.Configuration)
            .AddJobs();
        return builder.Build().WithGoodSettings();
    }
}
