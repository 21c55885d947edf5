using System.ComponentModel.DataAnnotations;
using System.Net;

namespace ChatOps.Host.Edge;

/// <summary>What stands between the bot and the world (section "Edge").</summary>
public sealed class EdgeOptions : IValidatableObject
{
    public const string Section = "Edge";

    public const string ManagementPortKey = $"{Section}:{nameof(ManagementPort)}";

    /// <summary>
    /// The addresses ("10.1.2.3") and networks ("10.0.0.0/8") of proxies whose word is taken for where a request came from. What
    /// anybody else says of that is passed over.
    /// </summary>
    public IReadOnlyList<string> KnownProxies { get; set; } = [];

    /// <summary>
    /// The port where probes and Prometheus are answered, on all addresses and without TLS, and nobody else is; <c>/healthz</c> and <c>/metrics</c>
    /// are then found nowhere else. Without it they stand beside the rest, where whoever reaches the bot can read them.
    /// </summary>
    [Range(1, 65_535)]
    public int? ManagementPort { get; set; }

    /// <summary>Those that are networks; an address is one of its own.</summary>
    public IEnumerable<IPNetwork> Networks() => KnownProxies.Select(Read).OfType<IPNetwork>();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        KnownProxies.Where(known => Read(known) is null).Select(wrong => new ValidationResult(
            $"Edge:KnownProxies: '{wrong}' is neither an address, such as 10.1.2.3, nor a network, such as 10.0.0.0/8."));

    private static IPNetwork? Read(string text) => text.Contains('/')
        ? IPNetwork.TryParse(text, out var network) ? network : null
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, 8 * address.GetAddressBytes().Length) : null;
}
