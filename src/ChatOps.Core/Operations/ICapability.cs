using ChatOps.Commands;

namespace ChatOps.Operations;

/// <summary>One thing the bot can change: how it is planned and by which steps it is done.</summary>
public interface ICapability<in TCommand, TPlan>
    where TCommand : ICommand
    where TPlan : class, IPlan
{
    /// <summary>The verb in messages.</summary>
    Verb Verb { get; }

    /// <summary>Says what would be done now, from the inventory alone; changes nothing.</summary>
    Result<TPlan> Plan(TCommand command);

    /// <summary>
    /// The steps of a plan, in order. Called again after a restart of the process, so the same plan must give the same
    /// steps.
    /// </summary>
    IReadOnlyList<IStep> Steps(TPlan plan);
}
