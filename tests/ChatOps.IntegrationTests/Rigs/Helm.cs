using Shouldly;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>The bot's chart, and the helm that lies beside the tests' kubectl.</summary>
public static class Helm
{
    public const string Release = "chatops";
    public const string Namespace = "chatops";

    public static string Chart { get; } = Repository.File("charts/chatops");

    private static string Program { get; } = Path.Combine(Path.GetDirectoryName(Kubectl.Program)!, "helm"); // kubectl's is a full path

    /// <summary>The value files that the chart brings along for its own checks.</summary>
    public static IEnumerable<string> ValueFiles() =>
        Directory.EnumerateFiles(Path.Combine(Chart, "ci"), "*-values.yaml").Order(StringComparer.Ordinal);

    public static Task<ChildProcess.Ended> TryAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments) =>
        ChildProcess.RunAsync(Program, arguments, Repository.Root, cancellationToken);

    /// <summary>The chart's manifests.</summary>
    /// <param name="arguments">Such as <c>--set replicas=3</c>.</param>
    public static async Task<string> TemplateAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        var ended = await TryTemplateAsync(cancellationToken, arguments);
        ended.Status.ShouldBe(0, ended.Output);
        return ended.Output;
    }

    public static Task<ChildProcess.Ended> TryTemplateAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments) =>
        TryAsync(cancellationToken, ["template", Release, Chart, "--namespace", Namespace, .. arguments]);
}
