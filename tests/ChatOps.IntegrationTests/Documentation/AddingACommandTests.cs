using System.Text.RegularExpressions;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Documentation;

/// <summary>
/// docs/adding-a-command.md, followed to the letter in a copy of ChatOps.Core: its file made, its lines put where it says, and the
/// bot run with what is built of that. Nothing here registers anything.
/// </summary>
public sealed partial class AddingACommandTests : IDisposable
{
    private const string Core = "src/ChatOps.Core";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_follows_the_page_has_the_command()
    {
        CopyCore();
        Follow(await File.ReadAllTextAsync(Repository.File("docs/adding-a-command.md"), Stop));
        await BuildAsync();

        await using var cluster = await SimulatorProcess.StartNewAsync(new Dictionary<string, string>(), Stop);
        (await RunAsync(cluster, "migrate")).Output.ShouldStartWith("Made ");
        var answer = await RunAsync(cluster, "run", "--as", "ada", "restarts zodiac-cosmo-1172");

        answer.Output.ShouldMatch("^([0-9]+ pods? of zodiac-cosmo-1172 restarted|No pod of zodiac-cosmo-1172 was ever restarted)");
        answer.Status.ShouldBe(0, answer.Output);
    }

    public void Dispose() => _folder.Dispose();

    private void CopyCore()
    {
        foreach (var file in Directory.GetFiles(Repository.Root).Concat(Sources(Repository.File(Core))))
        {
            Copy(file, Path.Combine(_folder.Path, Path.GetRelativePath(Repository.Root, file)));
        }

        var bot = Path.GetDirectoryName(Repository.Built("ChatOps.Host", "chatops.dll"))!; // it is in a folder
        foreach (var file in Directory.GetFiles(bot, "*", SearchOption.AllDirectories))
        {
            Copy(file, Path.Combine(_folder.File("bot"), Path.GetRelativePath(bot, file)));
        }
    }

    private static IEnumerable<string> Sources(string project) => Directory.GetFiles(project, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetRelativePath(project, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!); // it is in a folder
        File.Copy(from, to);
    }

    /// <summary>Does what the first two steps say.</summary>
    private void Follow(string page)
    {
        var made = Made().Match(page);
        var file = _folder.File(made.Groups["file"].Value);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, made.Groups["code"].Value);

        var changed = Changed().Match(page);
        var registrations = _folder.File(changed.Groups["file"].Value);
        var text = File.ReadAllText(registrations);
        text = After(text, changed.Groups["usings"].Value, changed.Groups["using"].Value);
        text = After(text, changed.Groups["chain"].Value, changed.Groups["line"].Value);
        File.WriteAllText(registrations, text);
    }

    /// <summary>The text with a line below the one that has those words, as far in as that.</summary>
    private static string After(string text, string words, string line)
    {
        var above = text.Split('\n').Where(found => found.Trim() == words).ShouldHaveSingleItem($"the page says: below {words}");
        return text.Replace($"{above}\n", $"{above}\n{above[..^above.TrimStart().Length]}{line}\n", StringComparison.Ordinal);
    }

    private async Task BuildAsync()
    {
        var built = await ChildProcess.RunAsync(
            "dotnet", ["build", Core, "-c", "Release", "-p:UseSharedCompilation=false", "-nodeReuse:false"], _folder.Path, Stop);
        built.Status.ShouldBe(0, built.Output); // with the analyzers, which take warnings for errors
        File.Copy(_folder.File($"{Core}/bin/Release/net10.0/ChatOps.Core.dll"), _folder.File("bot/ChatOps.Core.dll"), overwrite: true);
    }

    private async Task<ChildProcess.Ended> RunAsync(SimulatorProcess cluster, params string[] arguments) =>
        await ChildProcess.RunAsync(
            "dotnet",
            [_folder.File("bot/chatops.dll"), .. arguments],
            _folder.Path,
            Stop,
            new Dictionary<string, string>
            {
                ["Cluster__Mode"] = "Kubeconfig",
                ["Cluster__Kubeconfig"] = cluster.Kubeconfig,
                ["Access__Grants__0__Role"] = "Viewer",
                ["Access__Grants__0__To"] = "terminal:*",
            });

    [GeneratedRegex(@"^`(?<file>src/\S+\.cs)`:\n\n```csharp\n(?<code>.*?)```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Made();

    [GeneratedRegex(
        @"In `(?<file>src/\S+\.cs)`, below `(?<usings>[^`]+)`:\n\n```csharp\n(?<using>[^\n]+)\n```\n\nand below `(?<chain>[^`]+)`:\n\n```csharp\n(?<line>[^\n]+)\n```",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Changed();
}
