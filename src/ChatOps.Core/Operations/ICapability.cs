using ChatOps.Commands;

namespace ChatOps.Operations;

/// <summary>One thing the bot can change: how it is planned and by which steps it is done.</summary>
public interface ICapability<in TCommand, TPlan>
    where TCommand : ICommand
    where TPlan : class, IPlan
{
    /// <summary>The verb in messages.</summary>
    Verb Verb { get; }

    /// <summary>
    /// Says what would be done now; changes nothing. It is asked again when the plan is approved, and the two plans are
    /// compared: what changes by itself from one look to the next is no part of a plan, or left out by
    /// <see cref="IPlan.Timeless"/>.
    /// </summary>
    Task<Result<TPlan>> PlanAsync(TCommand command, CancellationToken cancellationToken);

    /// <summary>
    /// The steps of a plan, in order. Called again after a restart of the process, so the same plan must give the same
    /// steps.
    /// </summary>
    IReadOnlyList<IStep> Steps(TPlan plan);

    /// <summary>The same steps as of one operation, for those that mark what they make as its own.</summary>
    /// <inheritdoc cref="Steps(TPlan)"/>
    IReadOnlyList<IStep> Steps(TPlan plan, int operationId) => Steps(plan);
}

/// <summary>A capability that needs to look no further than the inventory to make its plan.</summary>
public interface IInventoryCapability<in TCommand, TPlan> : ICapability<TCommand, TPlan>
    where TCommand : ICommand
    where TPlan : class, IPlan
{
    /// <inheritdoc cref="ICapability{TCommand,TPlan}.PlanAsync" path="/summary"/>
    Result<TPlan> Plan(TCommand command);

    Task<Result<TPlan>> ICapability<TCommand, TPlan>.PlanAsync(TCommand command, CancellationToken cancellationToken) =>
        Task.FromResult(Plan(command));
}
