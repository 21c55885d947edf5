using System.Runtime.InteropServices;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>The bot's program, to be started as a process of its own: as it was built, or as tests/run.sh has published it.</summary>
/// <param name="folder">Its working folder; its data goes into "data" there.</param>
/// <param name="settings">Such as "Slack:SigningSecret"; handed over as environment variables.</param>
internal sealed class ChatOpsProgram(string folder, IReadOnlyDictionary<string, string> settings)
{
    /// <summary>Names the folder that tests/publish.sh has filled from the same sources.</summary>
    public const string PublishedVariable = "CHATOPS_PUBLISHED";

    private static readonly string Binary = Published is { } folder
        ? Path.Combine(folder, "chatops.dll")
        : Repository.Built("ChatOps.Host", "chatops.dll");

    // The runtime that the tests run on, wherever it is installed: <root>/shared/Microsoft.NETCore.App/<version>/.
    private static readonly string Dotnet =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <summary>Null when the program is to be run as it was built.</summary>
    public static string? Published =>
        Environment.GetEnvironmentVariable(PublishedVariable) is { Length: > 0 } folder ? folder : null;

    /// <summary>Starts it and returns at once.</summary>
    public ChildProcess Start(params IEnumerable<string> arguments) =>
        ChildProcess.Start(Dotnet, [Binary, .. arguments], folder, Variables());

    /// <summary>Starts it as from a terminal of its own: in a session of its own (setsid of util-linux).</summary>
    public ChildProcess StartInOwnTerminal(params IEnumerable<string> arguments) =>
        ChildProcess.Start("setsid", ["--wait", Dotnet, Binary, .. arguments], folder, Variables());

    /// <summary>Runs one of its commands to the end.</summary>
    /// <exception cref="OperationCanceledException">It did not end within a minute.</exception>
    public async Task<ChildProcess.Ended> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        return await ChildProcess.RunAsync(Dotnet, [Binary, .. arguments], folder, patience.Token, Variables());
    }

    private IEnumerable<KeyValuePair<string, string>> Variables() =>
        settings.Select(setting => KeyValuePair.Create(setting.Key.Replace(":", "__"), setting.Value));
}
