using System.ComponentModel.DataAnnotations;

namespace ChatOps.Inventory;

/// <summary>Where the platform itself runs.</summary>
public sealed class PlatformOptions
{
    public const string Section = "Cluster";

    /// <summary>
    /// The namespace of the control plane; deployments' own are usually named after it. In single-namespace mode the
    /// deployments run in it too.
    /// </summary>
    [Required]
    [RegularExpression("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", ErrorMessage = "{0} must be the name of a namespace.")]
    public string PlatformNamespace { get; set; } = "astronomer-ee";
}
