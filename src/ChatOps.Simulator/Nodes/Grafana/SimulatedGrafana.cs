using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes.Grafana;

/// <summary>
/// The cluster's Grafana: its first administrator's password, kept in a database that all its pods share, and what its version's
/// tool can. Safe to use from any thread.
/// </summary>
internal sealed class SimulatedGrafana(Version version, TimeProvider time)
{
    public const string Component = "grafana";
    public const string User = "admin";

    /// <summary>Where the image keeps its things; the tool, told otherwise, finds another database.</summary>
    public const string HomePath = "/usr/share/grafana";

    /// <inheritdoc cref="HomePath"/>
    public const string ConfigPath = "/etc/grafana/grafana.ini";

    private const int MostFailures = 5;
    private static readonly TimeSpan FailuresCount = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly List<DateTimeOffset> _failures = [];
    private string _password = "admin";

    public Version Version => version;

    /// <summary>The tool reads a password from its standard input.</summary>
    public bool ReadsStandardInput => version >= new Version(7, 2);

    /// <summary>Homepath and config stand before the tool's command; in older ones behind it.</summary>
    public bool HasPathsFirst => version >= new Version(6, 2);

    public static bool IsOf(StoredObject pod) => pod.Labels.GetValueOrDefault("component") == Component;

    /// <summary>"grafana" came with 9.4, "grafana-cli" went with 13.</summary>
    public bool HasProgram(string name) => name switch
    {
        "grafana" => version >= new Version(9, 4),
        "grafana-cli" => version < new Version(13, 0),
        _ => false,
    };

    public void ChangePassword(string password)
    {
        lock (_gate)
        {
            _password = password;
        }
    }

    /// <summary>After five wrong tries in five minutes the right one is refused as well.</summary>
    public bool LogsIn(string? user, string? password)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _failures.RemoveAll(failure => failure <= now - FailuresCount);
            if (_failures.Count >= MostFailures)
            {
                return false;
            }

            if (user == User && password == _password)
            {
                return true;
            }

            _failures.Add(now);
            return false;
        }
    }
}
