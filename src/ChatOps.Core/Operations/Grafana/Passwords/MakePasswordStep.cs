using ChatOps.Revealing;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>
/// Makes the password. A step of its own, for what is in memory tells the first try of the next step from one after a crash: then
/// nothing is there.
/// </summary>
internal sealed class MakePasswordStep(int operationId, IPasswordMaker passwords, HeldSecrets secrets) : IStep
{
    public string Title => "Make a password, in the bot's memory only";

    public StepTarget? Target => null;

    public TimeSpan Limit => TimeSpan.FromMinutes(1);

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        secrets.Hold(operationId, passwords.Make());
        return Task.FromResult(StepOutcome.Done());
    }
}
