using System.ComponentModel;
using ChatOps.Commands;
using ChatOps.Inventory;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>Gives Grafana's first administrator a new password that nobody chose.</summary>
public sealed class ResetPasswordCapability(
    GrafanaPods pods, IGrafanaServer grafana, PasswordSteps steps, IInventory inventory) : ICapability<ResetPasswordCommand, ResetPasswordPlan>
{
    /// <summary>The name its operations are stored under.</summary>
    public const string Name = "grafana reset-password";

    public Verb Verb { get; } = new("Password reset", "Resetting the password of", "Reset the password of");

    public static void Register(CommandCatalog commands)
    {
        SecretNames.AddTo(commands.Values);
        commands
            .Add(
                Name,
                "Gives Grafana's administrator a new password, shown once to you alone; needs another person's approval.",
                ([Option("NAME"), Description("By what name Grafana's first administrator logs in; admin without it.")] string? user,
                    [Option("NAMESPACE/NAME"), Description("Writes the password there instead of showing it.")] SecretReference? toSecret) =>
                    new ResetPasswordCommand(user, toSecret))
            .Example(Name)
            .Example($"{Name} --to-secret astronomer-ee/grafana-admin");
    }

    public async Task<Result<ResetPasswordPlan>> PlanAsync(ResetPasswordCommand command, CancellationToken cancellationToken)
    {
        var user = command.User ?? DefaultPassword.User;
        if (Refusal(user, command.ToSecret) is { } refusal)
        {
            return refusal;
        }

        if (!(await pods.FindAsync(cancellationToken)).TryGet(out var place, out var problem))
        {
            return problem;
        }

        var version = await grafana.VersionAsync(cancellationToken);
        return new ResetPasswordPlan(place.Pod, place.Container, user, version, command.ToSecret);
    }

    public IReadOnlyList<IStep> Steps(ResetPasswordPlan plan) => Steps(plan, operationId: 0);

    public IReadOnlyList<IStep> Steps(ResetPasswordPlan plan, int operationId) => steps.Of(plan, operationId);

    private Problem? Refusal(string user, SecretReference? secret)
    {
        if (user.Length > 100 || user.Any(char.IsControl))
        {
            return Problem.Invalid("That is no name of a Grafana user.", "Leave --user out for admin.");
        }

        // A bot that may not see namespaces knows of none.
        return secret is not null && inventory.Namespaces is { Count: > 0 } known && known.All(each => each.Name != secret.Namespace)
            ? Problem.NotFound($"There is no namespace {secret.Namespace}.", "Name the Secret as namespace/name.")
            : null;
    }
}
