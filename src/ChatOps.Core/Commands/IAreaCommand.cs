namespace ChatOps.Commands;

/// <summary>
/// A query about whatever its asker may see: a role for any deployment will do to ask, and the answer leaves out the rest.
/// </summary>
public interface ISiftedQuery : IQuery;

/// <summary>
/// A command about one deployment or the platform, so that roles can be granted for some of them. A command that is none is
/// about everything at once.
/// </summary>
public interface IAreaCommand : ICommand
{
    /// <summary>As it was typed; null means the platform in a change, and everything in a query.</summary>
    DeploymentName? Deployment { get; }
}
