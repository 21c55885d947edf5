using System.IO.Compression;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Teams;

/// <summary>What the bot makes for Teams, held against Microsoft's own schema and reader (tests/rigs/teams).</summary>
public sealed class TeamsAppTests
{
    private const string AppId = "22222222-2222-4222-8222-222222222222";
    private const string Website = "https://wiki.example.com/chatops";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "give --website for a page of your own")]
    [InlineData($" --website {Website}", "Upload it in the Teams admin centre")]
    public async Task The_app_package_is_one_that_Microsofts_schema_takes(string website, string told)
    {
        using var folder = new TemporaryFolder();
        var program = new ChatOpsProgram(folder.Path, new Dictionary<string, string> { ["Teams:AppId"] = AppId });

        var ended = await program.RunAsync($"teams manifest --out astro.zip{website}".Split(' '), Stop);

        ended.Status.ShouldBe(0, ended.Output);
        ended.Output.ShouldContain(told);
        using var zip = ZipFile.OpenRead(folder.File("astro.zip"));
        zip.Entries.Single(entry => entry.FullName == "manifest.json").ExtractToFile(folder.File("manifest.json"));
        (await File.ReadAllTextAsync(folder.File("manifest.json"), Stop)).ShouldContain(AppId);
        (await CheckAsync("manifest", folder.File("manifest.json"))).ShouldBe(new(0, ""));

        var broken = (await File.ReadAllTextAsync(folder.File("manifest.json"), Stop)).Replace("\"groupChat\"", "\"everywhere\"");
        await File.WriteAllTextAsync(folder.File("broken.json"), broken, Stop);
        (await CheckAsync("manifest", folder.File("broken.json"))).Status.ShouldBe(1, "the check itself has to find what is wrong");
    }

    [Theory]
    [InlineData("--out astro.zip --website https://wiki.example.com/chatops", "Give --app-id, or set Teams:AppId.")]
    [InlineData("--out astro.zip --app-id 22222222-2222-4222-8222-222222222222 --website http://wiki", "--website must be an https address")]
    [InlineData("--app-id 22222222-2222-4222-8222-222222222222", "--out")]
    public async Task What_the_package_lacks_is_asked_for(string arguments, string expected)
    {
        using var folder = new TemporaryFolder();

        var ended = await new ChatOpsProgram(folder.Path, new Dictionary<string, string>())
            .RunAsync(["teams", "manifest", .. arguments.Split(' ')], Stop);

        ended.Status.ShouldBe(1, ended.Output);
        ended.Output.ShouldContain(expected);
        File.Exists(folder.File("astro.zip")).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_golden_card_is_one_that_Microsofts_renderer_reads_whole()
    {
        var cards = Directory.GetFiles(Repository.File("tests/golden"), "*.teams.json");

        cards.ShouldNotBeEmpty();
        (await CheckAsync(["cards", .. cards])).ShouldBe(new(0, ""));
    }

    private static Task<ChildProcess.Ended> CheckAsync(params IEnumerable<string> arguments) =>
        ChildProcess.RunAsync("node", ["check.mjs", .. arguments], Repository.File("tests/rigs/teams"), Stop);
}
