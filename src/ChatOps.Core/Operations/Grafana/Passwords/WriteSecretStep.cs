using ChatOps.Inventory;
using ChatOps.Revealing;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>Writes user and password into a Kubernetes Secret; where that fails, whoever asked can see the password instead.</summary>
internal sealed class WriteSecretStep(
    int operationId, ResetPasswordPlan plan, SecretReference secret, ISecrets cluster, HeldSecrets secrets) : IStep
{
    public string Title => $"Write it into Secret {secret}";

    /// <summary>By its name alone: it may not exist yet.</summary>
    public StepTarget? Target => new("Secret", secret.Namespace, secret.Name, "by name");

    public TimeSpan Limit => TimeSpan.FromMinutes(10);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        if (secrets.Find(operationId) is not { } password)
        {
            return StepOutcome.Fail(LostSecret.After(plan));
        }

        secrets.Offer(operationId); // for as long as it takes, and for the case that it fails
        if (await WriteAsync(password, cancellationToken) is { } problem)
        {
            return StepOutcome.Fail(problem with
            {
                NextStep = "The password is set in Grafana. Whoever asked can see it below.",
                Command = ShowPasswordQuery.For(operationId),
            });
        }

        secrets.Forget(operationId);
        return StepOutcome.Done($"keys {AdminSecret.User} and {AdminSecret.Password}");
    }

    private async Task<Problem?> WriteAsync(string password, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string> { [AdminSecret.User] = plan.User, [AdminSecret.Password] = password };
        try
        {
            return await cluster.WriteAsync(secret, values, cancellationToken);
        }
        catch (ClusterForbiddenException forbidden)
        {
            return Problem.Refused(forbidden.Message);
        }
    }
}
