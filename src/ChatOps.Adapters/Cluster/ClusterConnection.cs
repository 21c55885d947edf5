using ChatOps.Adapters.Cluster.Exec;
using k8s;

namespace ChatOps.Adapters.Cluster;

/// <summary>
/// The one Kubernetes client of the process. It is made when first asked for, and again when that failed: the simulated
/// cluster writes its kubeconfig only while the host starts.
/// </summary>
internal sealed class ClusterConnection(Func<Kubernetes> connect) : IDisposable
{
    private readonly Lock _gate = new();
    private Kubernetes? _client;

    /// <exception cref="k8s.Exceptions.KubeConfigException">The kubeconfig is missing or wrong.</exception>
    public Kubernetes Client
    {
        get
        {
            lock (_gate)
            {
                return _client ??= connect();
            }
        }
    }

    public void Dispose() => _client?.Dispose();

    /// <summary>A client for the cluster that the options name.</summary>
    public static Kubernetes Connect(ClusterOptions options)
    {
        var configuration = options.Mode switch
        {
            // The service account's token is read again every minute, so that a rotated one is used in time.
            ClusterMode.InCluster => KubernetesClientConfiguration.InClusterConfig(),
            ClusterMode.Kubeconfig =>
                KubernetesClientConfiguration.BuildConfigFromConfigFile(options.Kubeconfig, options.Context),
            _ => KubernetesClientConfiguration.BuildConfigFromConfigFile(options.SimulatedKubeconfig),
        };
        configuration.FirstMessageHandlerSetup = Tune;
        var client = new Kubernetes(configuration);
        client.CreateWebSocketBuilder = static () => new ExecSocketBuilder();
        client.HttpClient.DefaultRequestHeaders.UserAgent.ParseAdd("chatops");
        return client;
    }

    private static void Tune(SocketsHttpHandler handler)
    {
        handler.ConnectTimeout = TimeSpan.FromSeconds(5);
        // Whoever logs in through a proxy gets a session, which the other pods behind the same address must never see.
        handler.UseCookies = false;

        // The API server sends nobody elsewhere; a page behind its proxy might, and with them what they log in with.
        handler.AllowAutoRedirect = false;
        // A connection on which only silent watches hang would else not be known dead for minutes (HTTP/2 only).
        handler.KeepAlivePingDelay = TimeSpan.FromSeconds(15);
        handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
    }
}
