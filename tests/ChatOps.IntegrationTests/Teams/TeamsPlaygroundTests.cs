using System.Text.Json.Nodes;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Teams;

/// <summary>The bot as two people see it in Microsoft's own playground, over the simulated cluster.</summary>
public sealed class TeamsPlaygroundTests(TeamsPlaygroundTests.Host host) : IClassFixture<TeamsPlaygroundTests.Host>
{
    private const string Delete = "volume delete redis-db-redis-0 zodiac-cosmo-1172";
    private const string DeleteOrphan = "volume delete redis-data-tufted-rat-redis-master-0 platform";

    /// <summary>Stands on the card of the operation only, which may be replaced a moment after the asker is called.</summary>
    private const string LastStepDone = "✅ Wait until redis-db-redis-0 is bound and its pod ready";

    /// <summary>Looks elsewhere and comes back, which takes longer than the bot waits between two changes of a message: a second.</summary>
    private static readonly string[] AfterOneMoreChange = ["--in", "group", "--in", "personal"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_person_asks_for_another_approves_and_both_see_it_done()
    {
        await using var alex = Playground.Start(
            host.Bot, PlaygroundPerson.Alex,
            [
                "--say", "pods zodiac-cosmo-1172", "--say", Delete, "--wait", "Deleted volume redis-db-redis-0", "--wait", LastStepDone,
                .. AfterOneMoreChange, "--shot", Picture("teams-playground"),
            ]);
        await AskedAsync("redis-db-redis-0");

        // She asks for the other way, and is shown what waits for approval.
        await using var megan = Playground.Start(
            host.Bot, PlaygroundPerson.Megan, "--say", $"{Delete} --keep-disk", "--click", "Approve", "--shot", Picture("teams-playground-approver"));
        var approver = await megan.EndAsync(Stop);
        var asker = await alex.EndAsync(Stop);

        Pressed(approver).ShouldContain("You approved operation");
        (await StateAsync("redis-db-redis-0", Stop)).ShouldBe(OperationState.Succeeded);
        Shape(asker.Cards.First(card => Title(card).EndsWith("awaits approval", StringComparison.Ordinal)))
            .ShouldBe(Shape(await GoldenAsync("state-awaitingapproval")));

        // The call to the asker, which comes beside it, says no more than the verdict.
        var end = asker.Cards.Last(card =>
            card["body"] is JsonArray { Count: > 1 } && Title(card).StartsWith("✅ Deleted volume redis-db-redis-0 of zodiac-cosmo-1172 in ", StringComparison.Ordinal));
        Shape(end).ShouldBe(Shape(await GoldenAsync("state-succeeded")));
        Key(asker.Cards.First(card => Title(card).Contains("pods", StringComparison.Ordinal)))
            .ShouldBe(Key(await GoldenAsync("answer-pods-zodiac-cosmo-1172")));
    }

    [Fact]
    public async Task Whoever_denies_can_say_why_and_the_asker_reads_it()
    {
        await using var alex = Playground.Start(host.Bot, PlaygroundPerson.Alex, "--say", DeleteOrphan, "--wait", "not tonight");
        var operation = await AskedAsync("redis-master");

        await using var megan = Playground.Start(
            host.Bot, PlaygroundPerson.Megan, "--say", $"deny {operation} --reason not tonight", "--wait", "You denied operation");
        await megan.EndAsync(Stop);
        var asker = await alex.EndAsync(Stop);

        (await StateAsync("redis-master", Stop)).ShouldBe(OperationState.Denied);
        Shape(asker.Cards.Last(card => Title(card).Contains("was denied", StringComparison.Ordinal)))
            .ShouldBe(Shape(await GoldenAsync("state-denied")));
    }

    /// <returns>The number of the operation that the first one asked for.</returns>
    private async Task<int> AskedAsync(string claim)
    {
        await Eventually.SeeAsync(
            "the first has asked", stop => StateAsync(claim, stop), state => state is OperationState.AwaitingApproval, Stop, TimeSpan.FromMinutes(2));
        return (await FindAsync(claim, Stop)).ShouldNotBeNull().Id;
    }

    private async Task<OperationState?> StateAsync(string claim, CancellationToken cancellationToken) =>
        (await FindAsync(claim, cancellationToken))?.State;

    private async Task<Operation?> FindAsync(string claim, CancellationToken cancellationToken)
    {
        await using var database = host.Process.OpenDatabase();
        return await database.Operations.SingleOrDefaultAsync(operation => operation.Subject.Contains(claim), cancellationToken);
    }

    /// <summary>What the only press of the visit was answered with.</summary>
    private static string Pressed(PlaygroundVisit visit)
    {
        var click = visit.Clicks.ShouldHaveSingleItem();
        click.GetProperty("kind").GetString().ShouldBe("Action.Execute");
        click.GetProperty("wellFormed").GetBoolean().ShouldBeTrue();
        return $"{click.GetProperty("raw")}";
    }

    private static string Picture(string name) => Repository.File(
        $"{Environment.GetEnvironmentVariable("CHATOPS_TEST_PICTURES") ?? "TestResults"}/{name}.png");

    private static async Task<JsonObject> GoldenAsync(string name) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Repository.File($"tests/golden/{name}.teams.json"), Stop))![0]!["card"]!.AsObject(); // as GoldenTests write it

    private static string Title(JsonObject card) => $"{card["body"]?[0]?["items"]?[0]?["inlines"]?[0]?["text"]}";

    /// <summary>The line that names a table's columns.</summary>
    private static string Key(JsonObject card) =>
        Texts(card).First(text => text.StartsWith("NAME", StringComparison.Ordinal));

    /// <summary>What a card is built of, without what differs between two clusters: names, times, ids.</summary>
    private static string Shape(JsonObject card)
    {
        var parts = (card["body"] as JsonArray ?? []).Select(element => $"{element?["type"]} {element?["style"]}".Trim());
        var actions = (card["actions"] as JsonArray ?? []).Select(action => $"[{action?["type"]} {action?["title"]} {action?["style"]} {action?["mode"]}]");
        return string.Join('\n', [.. parts, .. actions, $"refresh: {card["refresh"]?["action"]?["verb"]}"]);
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject one when one["type"]?.GetValue<string>() == "TextRun" => [$"{one["text"]}"],
        JsonObject one => one.SelectMany(property => Texts(property.Value)),
        JsonArray many => many.SelectMany(Texts),
        _ => [],
    };

    /// <summary>One host for all visits: people in different conversations.</summary>
    public sealed class Host : IAsyncLifetime
    {
        private HostProcess? _process;

        internal HostProcess Process => _process ?? throw new InvalidOperationException("The host was never started.");

        internal Uri Bot => new(Process.Client.BaseAddress!, "/api/messages"); // set by HostProcess

        public async ValueTask InitializeAsync() => _process = await HostProcess.StartNewAsync(
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Teams:AllowUnauthenticated"] = "true",
                ["Simulator:Speed"] = "20",
                ["Approvals:BreakGlass:Enabled"] = "true",
                ["Access:Grants:0:Role"] = "Operator",
                ["Access:Grants:0:To"] = $"teams:{PlaygroundPerson.Alex.ObjectId}",
                ["Access:Grants:1:Role"] = "Approver",
                ["Access:Grants:1:To"] = $"teams:{PlaygroundPerson.Megan.ObjectId}",
            },
            Stop);

        public async ValueTask DisposeAsync()
        {
            if (_process is not null)
            {
                await _process.DisposeAsync();
            }
        }
    }
}
