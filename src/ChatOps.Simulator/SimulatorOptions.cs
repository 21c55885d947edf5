using System.ComponentModel.DataAnnotations;

namespace ChatOps.Simulator;

/// <summary>How the simulated cluster runs; bound from the section <c>Simulator</c>.</summary>
public sealed class SimulatorOptions : IValidatableObject
{
    public const string Section = "Simulator";

    /// <summary>Where the API listens, on the loopback interface; port 0 takes any free one.</summary>
    [Required]
    public Uri ClusterUrl { get; set; } = new("http://127.0.0.1:5081");

    /// <summary>By how much graces, back-offs and start-up times are hurried; 1 is real time. What objects declare stays as it is.</summary>
    [Range(0, 10_000, MinimumIsExclusive = true)]
    public double Speed { get; set; } = 10;

    /// <summary>Where the kubeconfig for kubectl and other clients is written.</summary>
    [Required]
    public string Kubeconfig { get; set; } = "data/simulator.kubeconfig";

    /// <summary>What is in the cluster at the start: null for the built-in platform, <c>empty</c> for nodes, namespaces and a storage
    /// class only, or a file or folder of Kubernetes manifests.</summary>
    public string? Scenario { get; set; }

    /// <summary>Which Grafana runs there: its tool and its pages are that version's, such as 5.2.4, 8.5.27 or 10.4.2.</summary>
    [Required]
    [RegularExpression(@"\d{1,3}\.\d{1,3}\.\d{1,3}", ErrorMessage = "Simulator:GrafanaVersion must be a version such as 10.4.2.")]
    public string GrafanaVersion { get; set; } = "5.2.4";

    /// <summary>Whether the API asks who a client is and what roles allow it, as a real one does. The kubeconfig's user may do
    /// everything; a service account, by a token that its <c>token</c> hands out, what the bindings in the cluster give it. It then speaks
    /// TLS, since clients such as kubectl show their credentials over nothing less; drills are played without.</summary>
    public bool EnforceRbac { get; set; }

    /// <summary>
    /// A bot brings no cluster and no Houston along, but uses those that run at these addresses already ("chatops simulator"),
    /// which live on when it is stopped or killed.
    /// </summary>
    public bool Apart { get; set; }

    /// <summary>A cluster without passwords is for this machine only.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!ClusterUrl.IsAbsoluteUri || ClusterUrl.Scheme != Uri.UriSchemeHttp || !ClusterUrl.IsLoopback)
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(ClusterUrl)} must be an http address of this machine, such as http://127.0.0.1:5081",
                [nameof(ClusterUrl)]);
        }
    }
}
