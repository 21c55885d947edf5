using System.Runtime.InteropServices;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>The bot's program as it was built, to be started as a process of its own.</summary>
/// <param name="folder">Its working folder; its data goes into "data" there.</param>
/// <param name="settings">Such as "Slack:SigningSecret"; handed over as environment variables.</param>
internal sealed class ChatOpsProgram(string folder, IReadOnlyDictionary<string, string> settings)
{
    private static readonly string Binary = Repository.Built("ChatOps.Host", "chatops.dll");

    // The runtime that the tests run on, wherever it is installed: <root>/shared/Microsoft.NETCore.App/<version>/.
    private static readonly string Dotnet =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <summary>Starts it and returns at once.</summary>
    public ChildProcess Start(params IEnumerable<string> arguments) =>
        ChildProcess.Start(Dotnet, [Binary, .. arguments], folder, Environment());

    /// <summary>Runs one of its commands to the end.</summary>
    /// <exception cref="OperationCanceledException">It did not end within a minute.</exception>
    public async Task<ChildProcess.Ended> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        return await ChildProcess.RunAsync(Dotnet, [Binary, .. arguments], folder, patience.Token, Environment());
    }

    private IEnumerable<KeyValuePair<string, string>> Environment() =>
        settings.Select(setting => KeyValuePair.Create(setting.Key.Replace(":", "__"), setting.Value));
}
