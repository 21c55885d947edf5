using ChatOps.Commands;
using ChatOps.Operations;

namespace ChatOps.Desk;

/// <summary>Plans while somebody waits for the answer: a plan may look at the cluster first, which may not answer at all.</summary>
public sealed class Planner(TimeProvider time)
{
    /// <summary>Within what the chat platforms leave a command as a whole, with a little to say so and to put it on record.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.8);

    public async Task<Result<IPlan>> PlanAsync(
        ICapabilityEntry capability, ICommand command, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await capability.PlanAsync(command, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Problem.Unavailable(
                "The cluster does not answer in time, so nothing was started.", "Ask again in a moment; status tells whether the bot sees it.");
        }
    }
}
