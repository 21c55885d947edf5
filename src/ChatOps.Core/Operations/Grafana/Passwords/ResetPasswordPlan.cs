using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Revealing;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>Whose password is set, through which pod, and where it goes. The password itself is no part of it.</summary>
/// <param name="Pod">Any of Grafana's: they share one database.</param>
/// <param name="Container">Grafana's own in it.</param>
/// <param name="User">By what name the first administrator logs in.</param>
/// <param name="Version">Grafana's, or null where it didn't tell.</param>
/// <param name="Secret">Where the password is written; null where it is shown to whoever asked.</param>
public sealed record ResetPasswordPlan(
    PodKey Pod, string Container, string User, string? Version, SecretReference? Secret) : IPlan
{
    /// <summary>Everybody who logs in with the old one is locked out.</summary>
    public Risk Risk => Risk.Destructive;

    public string? AtStake => $"The old password of {Whose} stops working for everybody who has it.";

    public string Subject => $"{User} in Grafana";

    public string Target => $"{Namespace}/GrafanaPassword/admin";

    public string Namespace => Pod.Namespace;

    /// <summary>
    /// The tool is not told a name: it changes user number 1, who is called admin unless somebody has changed that (grafana/grafana,
    /// reset_password_command.go).
    /// </summary>
    internal string Whose => IsUsual ? User : "Grafana's first administrator";

    private bool IsUsual => User == DefaultPassword.User;

    /// <summary>The API server may get to see the password among the arguments of the tool.</summary>
    internal bool MayBeArgument => GrafanaVersion.MayNeedArgument(Version);

    public Message Describe(Message message) => message
        .Field("Grafana", Version ?? "version unknown")
        .Field("By way of", $"container {Container} of {Pod}")
        .Field("Password goes", Secret is null ? "to whoever asked, shown once" : $"into Secret {Secret}");

    public Message Foretell(Message message)
    {
        message = MayBeArgument
            ? message.Warning(
                "This Grafana's tool may take the password as an argument only. Then the API server's audit log may keep it: have it changed again by hand in Grafana (Profile, Change password) once you are in.")
            : message;
        message = IsUsual
            ? message
            : message.Warning(
                $"Grafana's tool sets the password of Grafana's first administrator, whatever the name. --user says only by what name the bot logs in to see that it works: if {User} is somebody else, their password stays as it is, and the first administrator's changes all the same.");
        return Secret is null
            ? message.Text("The bot makes the password and keeps it in memory only, never on a disk.")
            : message.Warning(
                $"Whoever may read Secrets in {Secret.Namespace} can read it. If {Secret} exists, its keys {AdminSecret.User} and {AdminSecret.Password} are overwritten.");
    }

    public Message Accompany(Message message, Operation operation, DateTimeOffset now)
    {
        if (!operation.State.IsFinal())
        {
            return message;
        }

        message = PasswordSteps.Proof(operation) is StepState.Unknown
            ? message.Warning($"Whether it works is unknown, check: log in to Grafana as {User}.")
            : message;
        return IsToBeSeen(operation)
            ? message
                .Text($"{operation.Actor.Name} alone can see the password, once, within {HeldSecrets.ShownFor.TotalMinutes:F0} minutes. It is in the bot's memory only: if the bot is restarted or the time passes, it is gone. Then ask again: grafana reset-password")
                .Button(new Button("Show password", ShowPasswordQuery.For(operation.Id)) { OnlyFor = operation.Actor })
            : message;
    }

    /// <summary>Why the password that is shown may not be in force; null where Grafana took it.</summary>
    internal string? Doubt(Operation operation) => PasswordSteps.Proof(operation) switch
    {
        StepState.Done => null,
        StepState.Failed =>
            $"Grafana refused it when the bot logged in as {User}, although its tool had said that it was set. Try it; keep the old one until you are in.",
        _ when !PasswordSteps.WasSet(operation) => "Whether it was set is unknown. Try it; keep the old one until you are in.",
        _ => $"Whether it works is unknown: log in to Grafana as {User} before you close this.",
    };

    /// <summary>A password was set, or may have been, and whoever asked has not got it another way.</summary>
    private bool IsToBeSeen(Operation operation) => operation.State switch
    {
        OperationState.Succeeded => Secret is null,
        // One that was lost names another command; whatever else went wrong, what was set is there to be seen.
        OperationState.Failed => operation.FailureCommand == ShowPasswordQuery.For(operation.Id)
            || (operation.FailureCommand is null && PasswordSteps.WasSet(operation)),
        _ => PasswordSteps.WasSet(operation), // stopped in between
    };
}

/// <summary>The keys of a Secret with Grafana's administrator, as in Grafana's own chart (admin.userKey, admin.passwordKey).</summary>
internal static class AdminSecret
{
    public const string User = "admin-user";
    public const string Password = "admin-password";
}
