using Microsoft.Extensions.Hosting;

namespace ChatOps.Adapters.Wire;

/// <summary>
/// Looks whether a neighbour and the bot know each other: at the start, soon again while they do not, and now and then later,
/// since secrets expire and are revoked. It is a matter of health, not of life: the rest of the bot works on.
/// </summary>
internal abstract class RepeatedLook(TimeProvider time) : BackgroundService
{
    public static readonly TimeSpan WhileBlind = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan WhileWell = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(await IsWellAsync(stoppingToken) ? WhileWell : WhileBlind, time, stoppingToken);
        }
    }

    private async Task<bool> IsWellAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LookAsync(cancellationToken);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // Away, or an answer that makes no sense: either way the next look comes.
            Failed(failed.Message);
            return false;
        }
    }

    /// <summary>Looks once.</summary>
    /// <returns>Whether all is well.</returns>
    protected abstract Task<bool> LookAsync(CancellationToken cancellationToken);

    /// <summary>Tells why it is not.</summary>
    protected abstract void Failed(string problem);
}
