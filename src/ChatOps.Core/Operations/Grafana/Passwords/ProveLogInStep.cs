using ChatOps.Revealing;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>Logs in with the new password: the tool is known to claim success falsely.</summary>
internal sealed class ProveLogInStep(
    int operationId, ResetPasswordPlan plan, IGrafanaServer grafana, HeldSecrets secrets, DefaultPassword defaultPassword) : IStep
{
    /// <summary>How a note begins that proves nothing.</summary>
    public const string Unknown = "unknown, check";

    public string Title => $"Log in as {plan.User} with it";

    public StepTarget? Target => null;

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        if (secrets.Find(operationId) is not { } password)
        {
            return StepOutcome.Fail(LostSecret.After(plan));
        }

        switch (await grafana.LogInAsync(plan.User, password, cancellationToken))
        {
            case LogIn.Accepted:
                defaultPassword.WasReplaced(plan.User);
                return StepOutcome.Done("Grafana takes it");
            case LogIn.Refused:
                secrets.Forget(operationId);
                return StepOutcome.Fail(Lie());
            default:
                return StepOutcome.Done($"{Unknown}: Grafana can't be asked through the API server, or lets nobody in by password");
        }
    }

    private Problem Lie() => Problem.Conflict(
        $"Grafana's tool said that the password was changed, and Grafana does not take it for {plan.User}.",
        $"Known causes: the tool changed another database (check Grafana:HomePath, Grafana:ConfigPath); the first administrator is not called {plan.User} (then add --user NAME); five wrong log-ins in five minutes (then wait that long). After that, ask again: grafana reset-password");
}

/// <summary>The bot was started again after the password was set.</summary>
internal static class LostSecret
{
    public static Problem After(ResetPasswordPlan plan) => Problem.Conflict(
        $"The bot was interrupted after it had set the password of {plan.User}, or waited too long: it had it in memory only, so nobody knows it now.",
        "Ask again: grafana reset-password");
}
