using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>A port a pod takes on its node.</summary>
public readonly record struct HostPort(string Address, string Protocol, int Port)
{
    private const string Anywhere = "0.0.0.0";

    public static IReadOnlyList<HostPort> Of(V1PodSpec spec) =>
    [
        .. from container in spec.Containers ?? []
           from port in container.Ports ?? []
           let number = port.HostPort ?? 0
           where number > 0
           select new HostPort(
               string.IsNullOrEmpty(port.HostIP) ? Anywhere : port.HostIP,
               string.IsNullOrEmpty(port.Protocol) ? "TCP" : port.Protocol,
               number),
    ];

    /// <summary>One that listens on every address conflicts with any other of the same protocol and number.</summary>
    public bool ConflictsWith(HostPort other) =>
        Port == other.Port && Protocol == other.Protocol
        && (Address == other.Address || Address == Anywhere || other.Address == Anywhere);
}
