using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Operations;

namespace ChatOps.Access;

/// <summary>Reads off a command what a role is needed for.</summary>
public sealed class Scopes(CommandCatalog catalog, DeploymentDirectory deployments, ClaimDirectory claims)
{
    public Scope Of(ICommand command, Conversation conversation) =>
        new(catalog.EntryOf(command).Name, AreasOf(command), conversation);

    /// <summary>The scope in which somebody needs a role to see an operation in the answer to a query.</summary>
    public Scope Of(ISiftedQuery query, Operation operation, Conversation conversation) =>
        Of(operation, conversation) with { Command = catalog.EntryOf(query).Name };

    /// <summary>The scope in which its asker needs the role: where it was asked.</summary>
    public Scope Of(Operation operation) => Of(operation, operation.Conversation);

    /// <summary>The scope in which somebody needs a role to decide on an operation or to stop it.</summary>
    /// <param name="saidIn">Where they say so.</param>
    public Scope Of(Operation operation, Conversation saidIn) =>
        catalog.Parse(operation.Text).TryGet(out var command, out _)
            ? Of(command, saidIn)
            // Its text is of a version with another grammar: only grants without limits are sure to mean it.
            : new Scope(operation.Capability, Areas: null, saidIn);

    private ImmutableList<DeploymentName>? AreasOf(ICommand command) => (command as IAreaCommand, command is IQuery) switch
    {
        _ when command is ISiftedQuery => [],
        (ISubjectCommand { Deployment: null, Subject: { } subject }, _) => Meant(subject),
        (null, _) or ({ Deployment: null }, true) => null,
        ({ Deployment: { } typed }, true) => Meant(typed),
        ({ Deployment: var named }, false) => [named ?? DeploymentName.Platform],
    };

    /// <summary>In the order in which a subject is looked for; everything where nobody knows what is meant.</summary>
    private ImmutableList<DeploymentName>? Meant(SubjectName subject)
    {
        if (deployments.FindComponent(new Component(subject.Value), deployment: null).TryGet(out _, out _))
        {
            return [DeploymentName.Platform];
        }

        if (deployments.Find(new DeploymentName(subject.Value), allowPrefix: true).TryGet(out var whole, out _))
        {
            return [whole.Name];
        }

        return deployments.OfPod(subject.Value) is { Count: > 0 } areas ? [.. areas.Select(area => area.Name)] : null;
    }

    /// <summary>
    /// Queries take the beginning of a name, so it is the whole name that counts. A deployment that is gone may bear in full
    /// the very name that another only begins with: then both have to be granted.
    /// </summary>
    private ImmutableList<DeploymentName> Meant(DeploymentName typed)
    {
        var living = deployments.Find(typed, allowPrefix: true).TryGet(out var area, out _) ? area.Name : typed;
        var claiming = claims.Find(typed, allowPrefix: true).TryGet(out var group, out _) ? group.Name : typed;
        return living == claiming ? [living] : [living, claiming];
    }
}
