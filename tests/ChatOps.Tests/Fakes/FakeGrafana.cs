using System.Text.Json;
using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Operations.Grafana.Passwords;
using ChatOps.Revealing;

namespace ChatOps.Tests.Fakes;

/// <summary>Grafana with its tool, and a cluster that takes Secrets; each does what the test says.</summary>
internal sealed class FakeGrafana : IContainerCommands, IGrafanaServer, ISecrets
{
    public string? Version { get; set; } = "10.4.2";

    /// <summary>What the tool answers, one after the other; when none is left, it changes the password and says so.</summary>
    public Queue<Func<CommandEnd?>> Ends { get; } = new();

    /// <summary>Every call of the tool, its input behind a bar.</summary>
    public List<string> Calls { get; } = [];

    public string Password { get; set; } = "admin";

    /// <summary>The name of the one whose password the tool changes.</summary>
    public string Administrator { get; set; } = "admin";

    /// <summary>What happens while the tool is at work.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    /// <summary>Says that it changed the password, and does not.</summary>
    public bool Lies { get; set; }

    public bool IsOutOfReach { get; set; }

    /// <summary>Thrown by every log-in, or null.</summary>
    public Exception? Bug { get; set; }

    public int LogIns { get; private set; }

    /// <summary>Namespace/name with what was written, as JSON.</summary>
    public Dictionary<string, string> Secrets { get; } = [];

    /// <summary>Thrown by the next writes of a Secret, or null.</summary>
    public Exception? SecretTrouble { get; set; }

    public async Task<CommandEnd?> RunAsync(
        PodKey pod, string container, IReadOnlyList<string> command, string? input, CancellationToken cancellationToken)
    {
        await Meanwhile();
        Calls.Add($"{container}: {string.Join(' ', command)}{(input is null ? "" : $" | {input.TrimEnd('\n')}")}");
        if (Ends.TryDequeue(out var end))
        {
            return end();
        }

        Password = Lies ? Password : input?.TrimEnd('\n') ?? command[^1];
        return new(0, "New Password: \nAdmin password changed successfully ✔\n");
    }

    public Task<string?> VersionAsync(CancellationToken cancellationToken) => Task.FromResult(Version);

    public Task<LogIn> LogInAsync(string user, string password, CancellationToken cancellationToken)
    {
        LogIns++;
        if (Bug is { } bug)
        {
            throw bug;
        }

        return Task.FromResult(IsOutOfReach ? LogIn.Unknown : user == Administrator && password == Password ? LogIn.Accepted : LogIn.Refused);
    }

    public Task<Problem?> WriteAsync(
        SecretReference secret, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        if (SecretTrouble is { } trouble)
        {
            throw trouble;
        }

        Secrets[secret.ToString()] = JsonSerializer.Serialize(values);
        return Task.FromResult<Problem?>(null);
    }
}

/// <summary>Makes passwords that the test knows.</summary>
internal sealed class KnownPasswords : IPasswordMaker
{
    public const string First = "CanaryCanaryCanary222221";

    public int Made { get; private set; }

    public string Make() => $"CanaryCanaryCanary22222{++Made}";
}

/// <summary>Keeps what was said to one person alone.</summary>
internal sealed class FakeWhisper : IWhisper
{
    public string Platform => "slack";

    public List<(string Reader, string Text)> Said { get; } = [];

    /// <summary>The latest of them as it was handed over.</summary>
    public Message? Latest { get; private set; }

    /// <summary>Thrown by the next one.</summary>
    public Exception? Trouble { get; set; }

    public Task SayAsync(Request request, Message message, CancellationToken cancellationToken)
    {
        if (Trouble is { } trouble)
        {
            Trouble = null;
            throw trouble;
        }

        Latest = message;
        Said.Add((request.Actor.Key, message.ToPlainText()));
        return Task.CompletedTask;
    }
}
