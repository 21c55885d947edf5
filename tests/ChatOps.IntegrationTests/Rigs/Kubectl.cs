namespace ChatOps.IntegrationTests.Rigs;

/// <summary>The client that people use, on a cluster.</summary>
/// <param name="kubeconfig">Leads to the cluster.</param>
public sealed class Kubectl(string kubeconfig)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(kubeconfig))!; // A file has a folder.

    /// <summary>
    /// The program: <c>CHATOPS_KUBECTL</c>, or the one that tests/run.sh unpacks, or whichever is on the PATH.
    /// </summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("CHATOPS_KUBECTL") ?? Found();

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">Such as "get", "pods", "--all-namespaces".</param>
    public Task<ChildProcess.Ended> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments) =>
        ChildProcess.RunAsync(
            Program,
            // It remembers what a server offers by address; another test's cluster may have had the same.
            ["--kubeconfig", kubeconfig, "--cache-dir", Path.Combine(_folder, "kubectl-cache"), .. arguments],
            _folder,
            cancellationToken);

    private static string Found()
    {
        var unpacked = Repository.File("tests/.tools/bin/kubectl");
        return File.Exists(unpacked) ? unpacked : "kubectl";
    }
}
