using Shouldly;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>
/// kubectl pointed at one cluster and namespace: the one that CHATOPS_KUBECTL names, or that tests/run.sh unpacked, or
/// that is on the PATH.
/// </summary>
/// <param name="ns">Null for none: then manifests may say their own, which kubectl refuses beside a namespace that it was told.</param>
public sealed class Kubectl(string kubeconfig, string? ns = "default")
{
    private const string Variable = "CHATOPS_KUBECTL";

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static string Program { get; } = Find();

    /// <summary>What it prints when it succeeds, as it must.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var ended = await TryAsync(cancellationToken, arguments);
        ended.Status.ShouldBe(0, $"kubectl {string.Join(' ', arguments)}: {ended.Output}");
        return ended.Output;
    }

    /// <summary>What it prints and with which status it ends.</summary>
    public Task<ChildProcess.Ended> TryAsync(CancellationToken cancellationToken, params string[] arguments) =>
        ChildProcess.RunAsync(Program, [.. Target, .. arguments], Path.GetTempPath(), cancellationToken);

    /// <summary>A kubectl that goes on, such as one that watches.</summary>
    public ChildProcess Start(params string[] arguments) =>
        ChildProcess.Start(Program, [.. Target, .. arguments], Path.GetTempPath());

    /// <summary>What it prints with a text on its standard input.</summary>
    public async Task<string> RunWithInputAsync(string input, CancellationToken cancellationToken, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("input"), input, cancellationToken);
        var ended = await ChildProcess.RunAsync(
            "sh",
            ["-c", "program=$1; shift; exec \"$program\" \"$@\" < input", "sh", Program, .. Target, .. arguments],
            folder.Path,
            cancellationToken);
        ended.Status.ShouldBe(0, ended.Output);
        return ended.Output;
    }

    // It remembers by address what a server offers, and another test's cluster may have had the same address.
    private string[] Target =>
        ["--kubeconfig", kubeconfig, "--cache-dir", $"{kubeconfig}.cache", .. ns is null ? (string[])[] : ["--namespace", ns]];

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return named;
        }

        var unpacked = Repository.File("tests/.tools/bin/kubectl");
        if (File.Exists(unpacked))
        {
            return unpacked;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Select(folder => Path.Combine(folder, "kubectl")).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"These tests need kubectl: run tests/run.sh once, put it on the PATH, or name it in {Variable}.");
    }
}
