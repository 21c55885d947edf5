using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Hosting;

/// <summary>What the Dockerfile puts into the image, run as the chart runs it, as far as that goes without a container engine: by
/// an unprivileged user who may write to a data folder and a temporary one, and to nothing else.</summary>
public sealed class PublishedFolderTests : IAsyncDisposable
{
    private const string User = "1654"; // of Microsoft's chiseled images

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unprivileged_user_starts_it_from_read_only_folders_and_it_becomes_ready_and_says_so()
    {
        await PublishAsync();
        var address = $"127.0.0.1:{FreePort.Next()}";
        var settings = Settings(address);
        await using var bot = await StartAsync(settings);
        using var client = new HttpClient { BaseAddress = new($"http://{address}") };

        await Server.AnswersAsync(bot, client, "/healthz/ready", Stop);

        var health = await ChildProcess.RunAsync(Bot, ["health"], _folder.File("settings"), Stop, settings);
        health.Status.ShouldBe(0, health.Output);
        health.Output.ShouldContain("inventory: Healthy");
        (await client.GetAsync("/", Stop)).EnsureSuccessStatusCode(); // the console's page, with its assets published
        CompiledAhead().ShouldBe(["ChatOps.Adapters.dll", "ChatOps.Core.dll", "ChatOps.Simulator.dll", "chatops.dll"], ignoreOrder: true);
        (await bot.TerminateAsync(Stop)).ShouldBe(0, bot.Output);
        bot.Output.ShouldNotContain("denied");

        var gone = await ChildProcess.RunAsync(Bot, ["health"], _folder.File("settings"), Stop, settings);
        gone.Status.ShouldBe(1);
        gone.Output.ShouldContain($"No bot answers at http://{address}/healthz/ready");
    }

    [Fact]
    public void The_image_has_no_shell_no_root_and_its_version_and_health_to_show()
    {
        var lines = File.ReadAllText(Repository.File("Dockerfile"));
        var final = lines[lines.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];

        final.ShouldContain("-chiseled");
        final.ShouldContain($"\nUSER {User}\n");
        final.ShouldNotContain("\nRUN ", Case.Sensitive, "there is no shell to run it");
        Regex.Matches(final, "^(CMD|ENTRYPOINT|HEALTHCHECK.* CMD) (?<form>.)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .ShouldAllBe(match => match.Groups["form"].Value == "[");
        final.ShouldContain("HEALTHCHECK");
        final.ShouldContain("Edge__ManagementPort=8081 ", Case.Sensitive, "what -p publishes must not show metrics");
        final.ShouldContain("org.opencontainers.image.version=\"${VERSION}\"");
        lines.ShouldContain("-p:PublishProfile=Container -p:Version=${VERSION} -p:SourceRevisionId=${REVISION}");
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("chmod", "-R", "u+w", _folder.Path);
        _folder.Dispose();
    }

    private string Bot => Path.Combine(_folder.File("app"), "chatops");

    /// <summary>The bot's own assemblies with machine code in them (ECMA-335 II.25.3.3, ManagedNativeHeader).</summary>
    private IEnumerable<string> CompiledAhead() => new DirectoryInfo(_folder.File("app")).EnumerateFiles("*.dll")
        .Where(file => file.Name.StartsWith("chatops", StringComparison.OrdinalIgnoreCase))
        .Where(file =>
        {
            using var reader = new PEReader(file.OpenRead());
            return reader.PEHeaders.CorHeader is { ManagedNativeHeaderDirectory.Size: > 0 };
        })
        .Select(file => file.Name);

    private async Task PublishAsync()
    {
        var published = ChatOpsProgram.Published is { } done
            ? await ChildProcess.RunAsync("cp", ["-r", done, _folder.File("app")], Repository.Root, Stop)
            : await ChildProcess.RunAsync(Repository.File("tests/publish.sh"), [_folder.File("app")], Repository.Root, Stop);
        published.Status.ShouldBe(0, published.Output);
        var version = await ChildProcess.RunAsync(Bot, ["--version"], _folder.Path, Stop);
        version.Output.ShouldContain("7.8.9+abcdef");
    }

    /// <summary>As the chart sets them: nothing is written beside the settings.</summary>
    private Dictionary<string, string> Settings(string address) => new()
    {
        ["ASPNETCORE_URLS"] = $"http://{address}",
        ["ConnectionStrings__ChatOps"] = $"Data Source={_folder.File("data")}/chatops.db",
        ["Simulator__Kubeconfig"] = $"{_folder.File("data")}/simulator.kubeconfig",
        ["Simulator__ClusterUrl"] = "http://127.0.0.1:0",
        ["Simulator__HoustonUrl"] = $"http://127.0.0.1:{FreePort.Next()}/v1",
        ["TMPDIR"] = _folder.File("temporary"),
        ["HOME"] = "/nowhere",
        ["DOTNET_EnableDiagnostics"] = "0",
        ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
    };

    private async Task<ChildProcess> StartAsync(Dictionary<string, string> settings)
    {
        Directory.CreateDirectory(_folder.File("settings"));
        await File.WriteAllTextAsync(Path.Combine(_folder.File("settings"), "appsettings.json"), """{"Simulator": {"Speed": 50}}""", Stop);
        foreach (var writable in (string[])["data", "temporary"])
        {
            Directory.CreateDirectory(_folder.File(writable));
        }

        foreach (var fixedFolder in (string[])["app", "settings"])
        {
            await RunAsync("chmod", "-R", "a-w,a+rX", _folder.File(fixedFolder));
        }

        if (!Environment.IsPrivilegedProcess)
        {
            return ChildProcess.Start(Bot, [], _folder.File("settings"), settings);
        }

        // Root may write anywhere, whatever the folders say: somebody else has to start it.
        await RunAsync("chmod", "a+rx", _folder.Path);
        await RunAsync("chown", User, _folder.File("data"), _folder.File("temporary"));
        return ChildProcess.Start(
            "setpriv",
            ["--reuid", User, "--regid", User, "--clear-groups", "--no-new-privs", "--bounding-set=-all", Bot],
            _folder.File("settings"),
            settings);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var ended = await ChildProcess.RunAsync(program, arguments, Path.GetTempPath(), Stop);
        ended.Status.ShouldBe(0, ended.Output);
    }
}
