using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>A port a pod takes on its node.</summary>
public readonly record struct HostPort(string Address, string Protocol, int Port)
{
    private const string Anywhere = "0.0.0.0";

    public static IReadOnlyList<HostPort> Of(V1PodSpec spec) =>
    [
        .. from container in Running(spec)
           from port in container.Ports ?? []
           let number = port.HostPort ?? 0
           where number > 0
           select new HostPort(
               string.IsNullOrEmpty(port.HostIP) ? Anywhere : port.HostIP,
               string.IsNullOrEmpty(port.Protocol) ? "TCP" : port.Protocol,
               number),
    ];

    // Side-cars keep their ports as long as the pod runs; other init containers give them back before.
    private static IEnumerable<V1Container> Running(V1PodSpec spec) =>
        (spec.InitContainers ?? []).Where(container => container.RestartPolicy == "Always").Concat(spec.Containers ?? []);

    /// <summary>One that listens on every address conflicts with any other of the same protocol and number.</summary>
    public bool ConflictsWith(HostPort other) =>
        Port == other.Port && Protocol == other.Protocol
        && (Address == other.Address || Address == Anywhere || other.Address == Anywhere);
}
