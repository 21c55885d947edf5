using System.Text.RegularExpressions;
using ChatOps.Adapters.Cluster.Checkups;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;
using Microsoft.Extensions.Options;
using YamlDotNet.Core;

namespace ChatOps.Adapters.Cluster;

/// <summary>Looks at start whether the cluster can be found at all, so that a wrong path is no riddle later.</summary>
internal sealed partial class ClusterOptionsValidator : IValidateOptions<ClusterOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusterOptions options)
    {
        var mistake = options.Mode switch
        {
            ClusterMode.Kubeconfig => MistakeInKubeconfig(options),
            ClusterMode.InCluster when !KubernetesClientConfiguration.IsInCluster() =>
                "Cluster:Mode is InCluster, but this process does not run in a pod with a service account.",
            _ => null,
        };
        mistake ??= MistakeInNamespaces(options.Namespaces) ?? MistakeInCapabilities(options.Capabilities);
        return mistake is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistake);
    }

    private static string? MistakeInNamespaces(IReadOnlyList<string> namespaces) =>
        namespaces.FirstOrDefault(name => !NamespaceName().IsMatch(name)) is { } wrong
            ? $"Cluster:Namespaces has '{wrong}', which is no name of a namespace; patterns won't do."
            : namespaces.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1)?.Key is { } twice
                ? $"Cluster:Namespaces has {twice} twice."
                : null;

    private static string? MistakeInCapabilities(IReadOnlyList<string> capabilities) =>
        capabilities.FirstOrDefault(name => !CapabilityRights.All.ContainsKey(name)) is { } wrong
            ? $"Cluster:Capabilities has '{wrong}'; there are {string.Join(", ", CapabilityRights.All.Keys)}."
            : null;

    // A label of RFC 1123.
    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamespaceName();

    private static string? MistakeInKubeconfig(ClusterOptions options)
    {
        if (options.Kubeconfig is not { Length: > 0 } path)
        {
            return "Cluster:Mode is Kubeconfig, so Cluster:Kubeconfig must name a file.";
        }

        try
        {
            return MistakeInContext(KubernetesClientConfiguration.LoadKubeConfig(path), options);
        }
        catch (Exception e)
            when (e is KubeConfigException or IOException or UnauthorizedAccessException or YamlException)
        {
            return $"Cluster:Kubeconfig can't be read: {e.Message}";
        }
    }

    private static string? MistakeInContext(K8SConfiguration kubeconfig, ClusterOptions options)
    {
        var known = kubeconfig.Contexts.Select(context => context.Name).ToList();
        var wanted = options.Context ?? kubeconfig.CurrentContext;
        if (wanted is { Length: > 0 } && known.Contains(wanted))
        {
            return null;
        }

        var choice = known.Count is 0 ? "it has none" : $"it has {string.Join(", ", known)}";
        return options.Context is null
            ? $"Cluster:Context must be set: {options.Kubeconfig} has no valid current context; {choice}."
            : $"Cluster:Context is {options.Context}, which {options.Kubeconfig} does not have; {choice}.";
    }
}
