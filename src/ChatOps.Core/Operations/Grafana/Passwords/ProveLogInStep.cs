using ChatOps.Revealing;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>
/// Logs in with the new password: the tool is known to claim success falsely. A no ends the reset, but it is no proof that the
/// old password is still in force, so that whoever asked gets the new one all the same.
/// </summary>
internal sealed class ProveLogInStep(
    int operationId, ResetPasswordPlan plan, IGrafanaServer grafana, HeldSecrets secrets, DefaultPassword defaultPassword) : IStep
{
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
                secrets.Offer(operationId);
                return StepOutcome.Fail(Refused() with { Command = ShowPasswordQuery.For(operationId) });
            default:
                return StepOutcome.Unproven("unknown, check: Grafana can't be asked through the API server, or lets nobody in by password");
        }
    }

    private Problem Refused() => Problem.Conflict(
        $"Grafana's tool said that the password was changed, and Grafana does not take it for {plan.User}.",
        $"The new password may be in force all the same, so whoever asked can see it: try it. Known causes: the tool changed another database, so the old one holds (check Grafana:HomePath, Grafana:ConfigPath); the first administrator, whose password it sets, is not called {plan.User} (then log in by their name; another time add --user NAME); five wrong log-ins in five minutes (then wait that long).");
}

/// <summary>The bot was started again after the password was set.</summary>
internal static class LostSecret
{
    public static Problem After(ResetPasswordPlan plan)
    {
        var problem = Problem.Conflict(
            $"The bot was interrupted after it had set the password of {plan.Whose}, or waited too long: it had it in memory only, so nobody knows it now.",
            $"Ask again: {ResetPasswordCapability.Name}");
        return problem with { Command = ResetPasswordCapability.Name };
    }
}
