namespace ChatOps.Houston;

/// <summary>
/// Houston, the platform's own API: who there is, who may open Grafana, and what deployments are called. What stands in the
/// way comes as a <see cref="Problem"/> in words; <see cref="ProblemKind.Unavailable"/> where asking again may help. After that
/// nobody knows whether a change was made: look before it is asked for again.
/// </summary>
public interface IHouston
{
    /// <summary>False while no setting says where it is.</summary>
    bool IsSetUp { get; }

    /// <summary>What has to be given to somebody in this Houston for Grafana to open.</summary>
    Task<Result<GrafanaRight>> GrafanaRightAsync(CancellationToken cancellationToken);

    /// <summary>Who signed up with this address, whichever way it is spelled in capitals.</summary>
    /// <returns>The person, or <see cref="ProblemKind.NotFound"/> for nobody, one who is only invited included.</returns>
    Task<Result<HoustonPerson>> FindPersonAsync(string email, CancellationToken cancellationToken);

    /// <summary>Everybody who may open Grafana.</summary>
    Task<Result<IReadOnlyList<GrafanaMember>>> ListGrafanaAsync(CancellationToken cancellationToken);

    /// <summary>Gives a person the right; never tried twice by itself.</summary>
    /// <param name="right">What was agreed to: a Houston that has come to give another one is not asked.</param>
    /// <returns>Null when Houston said yes; having it already may come as a problem.</returns>
    Task<Problem?> GrantGrafanaAsync(HoustonPerson person, GrafanaRight right, CancellationToken cancellationToken);

    /// <summary>Takes the right away; silent success for somebody who does not have it.</summary>
    /// <returns>Null when Houston said yes.</returns>
    Task<Problem?> RevokeGrafanaAsync(HoustonPerson person, CancellationToken cancellationToken);

    /// <summary>What Houston calls the deployments.</summary>
    /// <param name="releases">
    /// Those that the cluster has: the oldest Houstons tell a service account of no others than those of their workspaces.
    /// </param>
    Task<Result<IReadOnlyList<HoustonDeployment>>> ListDeploymentsAsync(
        IReadOnlyCollection<string> releases, CancellationToken cancellationToken);
}
