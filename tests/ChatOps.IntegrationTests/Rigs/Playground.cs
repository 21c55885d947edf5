using System.Text.Json;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>
/// Microsoft's own Teams playground in a headless browser (tests/rigs/playground), as one person sees it. Each has a window, and so a
/// conversation with the bot, of their own.
/// </summary>
public sealed class Playground : IAsyncDisposable
{
    /// <summary>The playground starts in about two seconds; a busy machine may take its time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ChildProcess _process;
    private readonly TemporaryFolder _folder;

    private Playground(ChildProcess process, TemporaryFolder folder) => (_process, _folder) = (process, folder);

    /// <summary>Lets a person act; returns at once.</summary>
    /// <param name="bot">Where the bot takes activities.</param>
    /// <param name="steps">As drive.mjs takes them: "--say", "pods", "--click", "Approve" ....</param>
    public static Playground Start(Uri bot, PlaygroundPerson person, params IEnumerable<string> steps)
    {
        var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.yml"), person.Config());
        string[] options = ["--bot", $"{bot}", "--config", folder.File("config.yml"), "--out", folder.File("out.json"), "--timeout", "60000"];
        return new(
            ChildProcess.Start("node", ["drive.mjs", .. options, .. steps], Repository.File("tests/rigs/playground")), folder);
    }

    /// <summary>What it came to, when all steps are done.</summary>
    /// <exception cref="InvalidOperationException">A step failed; the message is what was printed.</exception>
    public async Task<PlaygroundVisit> EndAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var status = await _process.WaitForExitAsync(patience.Token);
        return status == 0
            ? new(JsonDocument.Parse(await File.ReadAllTextAsync(_folder.File("out.json"), patience.Token)).RootElement)
            : throw new InvalidOperationException(_process.Output);
    }

    /// <summary>A step that failed may have left the browser: the driver ends it when asked to.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await _process.InterruptAsync(CancellationToken.None);
        }

        await _process.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Who sits before the playground; nobody else is in the conversation.</summary>
/// <param name="ObjectId">In Entra: a GUID.</param>
public sealed record PlaygroundPerson(string Name, string ObjectId)
{
    public static PlaygroundPerson Alex { get; } = new("Alex Wilber", "33333333-3333-4333-8333-333333333333");

    public static PlaygroundPerson Megan { get; } = new("Megan Bowen", "44444444-4444-4444-8444-444444444444");

    private string First => Name.Split(' ')[0].ToLowerInvariant();

    /// <summary>The playground wants five people more, and ids that are as in Teams.</summary>
    public string Config() =>
        $"""
        version: "0.1.1"
        tenantId: 11111111-1111-4111-8111-111111111111
        bot:
          id: 22222222-2222-4222-8222-222222222222
          name: ChatOps
        currentUser:
        {Account(Name, ObjectId, "  ")}
        users:
        {string.Join('\n', Enumerable.Range(0, 5).Select(index => $"  -\n{Account($"Some Body{index}", $"66666666-6666-4666-8666-66666666660{index}", "    ")}"))}
        personalChat:
          id: a:chat-of-{First}
        groupChat:
          id: 19:group-of-{First}@thread.v2
          name: Group Chat
        team:
          id: 19:general-of-{First}@thread.tacv2
          name: My Team
          aadGroupId: 55555555-5555-4555-8555-555555555555
          channels:
            - id: 19:incidents-of-{First}@thread.tacv2
              name: Incidents
        """;

    private static string Account(string name, string objectId, string indent)
    {
        var words = name.Split(' ');
        var mail = $"{string.Concat(words).ToLowerInvariant()}@example.com";
        return string.Join('\n', new[]
        {
            $"id: 29:{objectId}", $"name: {name}", $"userPrincipleName: {mail}", $"aadObjectId: {objectId}",
            $"givenName: {words[0]}", $"surname: {words[1]}", $"email: {mail}",
        }.Select(line => indent + line));
    }
}
