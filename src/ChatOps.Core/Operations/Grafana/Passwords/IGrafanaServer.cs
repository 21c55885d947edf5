namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>Grafana's own pages, asked for through the API server's proxy of its service.</summary>
public interface IGrafanaServer
{
    /// <returns>Its version, such as "10.4.2"; null where it doesn't tell, or can't be reached.</returns>
    /// <exception cref="ChatOps.Inventory.ClusterForbiddenException">The bot may not use the proxy.</exception>
    Task<string?> VersionAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Logs in as a person does, once: after five wrong passwords in five minutes Grafana takes none for a while, the right one
    /// included. Never throws for what Grafana or the API server answers.
    /// </summary>
    Task<LogIn> LogInAsync(string user, string password, CancellationToken cancellationToken);
}

public enum LogIn
{
    /// <summary>Grafana can't be reached, or lets nobody in by password.</summary>
    Unknown,
    Accepted,
    Refused,
}
