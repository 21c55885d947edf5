using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Tests.Golden;

/// <summary>
/// What the desk answers to every command of the catalog: to each example of a query, and to the first example of a change. A
/// command that is added is covered by its examples.
/// </summary>
internal static class Answers
{
    private const string Destructive = "volume delete prometheus-data-volume-fun-abalone-prometheus-0 platform";
    private const string ShowPassword = "grafana show-password";
    private const string Alone = "break-glass 1 --reason \"nobody else is awake\"";

    /// <summary>What has to be said before, and what is said then, where an example alone would only find nothing.</summary>
    private static readonly Dictionary<string, Func<GoldenRig, Task<Message>>> Stories = new()
    {
        ["approve"] = async rig =>
        {
            await rig.SayAsync(GoldenRig.Otto, Destructive);
            var operation = await rig.OperationAsync();
            return await rig.SayAsync(GoldenRig.Anna, $"approve 1 --plan {operation.Fingerprint}");
        },
        ["deny"] = rig => AfterAsking(rig, GoldenRig.Anna, "deny 1 --reason \"not during the nightly run\""),
        ["cancel"] = rig => AfterAsking(rig, GoldenRig.Otto, "cancel 1"),
        ["break-glass"] = rig => AfterAsking(rig, GoldenRig.Otto, Alone),
        ["sign-off"] = async rig =>
        {
            await AfterAsking(rig, GoldenRig.Otto, Alone);
            await rig.CountDownAsync();
            await rig.SucceedAsync();
            return await rig.SayAsync(GoldenRig.Anna, "sign-off 1 --note \"was right to act\"");
        },
        ["retry"] = async rig =>
        {
            await AfterAsking(rig, GoldenRig.Anna, "deny 1");
            return await rig.SayAsync(GoldenRig.Otto, "retry 1");
        },
        ["operations"] = rig => AfterAsking(rig, GoldenRig.Otto, "operations"),
        ["operations --review"] = async rig =>
        {
            await AfterAsking(rig, GoldenRig.Otto, Alone);
            await rig.CountDownAsync();
            return await rig.SayAsync(GoldenRig.Otto, "operations --review");
        },
        ["node"] = rig => rig.SayAsync(GoldenRig.Otto, "node big-1"),
        [ShowPassword] = async rig =>
        {
            await ResetPasswordAsync(rig);
            return await rig.SayAsync(GoldenRig.Otto, $"{ShowPassword} 1");
        },
        ["audit"] = rig => AfterAsking(rig, GoldenRig.Anna, "audit"),
    };

    public static async Task<IReadOnlyList<MessageKind>> AllAsync()
    {
        var kinds = new List<MessageKind>();
        await using var shared = await GoldenRig.StartAsync();
        foreach (var command in shared.Catalog.Commands)
        {
            foreach (var text in Texts(command))
            {
                kinds.Add(new($"answer {text}", await AnswerAsync(command, text, shared)));
            }
        }

        kinds.Add(new("answer not understood", await shared.SayAsync(GoldenRig.Otto, "restrat scheduler zodiac-cosmo-1172")));
        kinds.Add(new("answer unknown button", await shared.PressUnknownAsync()));
        kinds.Add(new("answer while the database is away", await shared.StumbleAsync()));
        kinds.Add(new("answer not in time", await shared.TakeTooLongAsync()));
        kinds.Add(new("shown to one person", await ShownAsync()));
        shared.TakeClusterAway();
        kinds.Add(new("answer while the cluster is away", await shared.SayAsync(GoldenRig.Otto, "deployments")));
        return kinds;
    }

    private static IEnumerable<string> Texts(CommandEntry command)
    {
        var examples = command.IsQuery ? command.Examples : command.Examples.Take(1);
        return Stories.ContainsKey(command.Name) ? examples.Where(Stories.ContainsKey).Prepend(command.Name).Distinct() : examples;
    }

    /// <summary>Whoever only looks can share a desk; what is asked for needs one of its own.</summary>
    private static async Task<Message> AnswerAsync(CommandEntry command, string text, GoldenRig shared)
    {
        if (command.IsQuery && !Stories.ContainsKey(text))
        {
            return await shared.SayAsync(GoldenRig.Otto, text);
        }

        await using var rig = await GoldenRig.StartAsync();
        return Stories.TryGetValue(text, out var story) ? await story(rig) : await rig.SayAsync(GoldenRig.Otto, text);
    }

    private static async Task<Message> ShownAsync()
    {
        await using var rig = await GoldenRig.StartAsync();
        await ResetPasswordAsync(rig);
        await rig.SayAsync(GoldenRig.Otto, $"{ShowPassword} 1");
        return rig.Shown;
    }

    private static async Task ResetPasswordAsync(GoldenRig rig)
    {
        await rig.SayAsync(GoldenRig.Otto, "grafana reset-password");
        await rig.SucceedAsync();
        rig.HoldSecret();
    }

    private static async Task<Message> AfterAsking(GoldenRig rig, Actor actor, string text)
    {
        await rig.SayAsync(GoldenRig.Otto, Destructive);
        return await rig.SayAsync(actor, text);
    }
}
