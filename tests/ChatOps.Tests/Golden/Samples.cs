using ChatOps.Chat;

namespace ChatOps.Tests.Golden;

/// <summary>What messages are made of: every kind of part, problem and tone. One that is added is covered, or stops the walk.</summary>
internal static class Samples
{
    public static IReadOnlyList<MessageKind> All =>
    [
        .. Enum.GetValues<ProblemKind>().Select(kind => new MessageKind(
            $"problem {kind}", Message.From(new Problem(kind, "There is no deployment zodiak-cosmo-1172.", "Nearest: zodiac-cosmo-1172.")))),
        .. Enum.GetValues<Tone>().Select(tone => new MessageKind($"tone {tone}", Message.Titled("How it feels at one look", tone))),
        .. typeof(Part).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Part))).OrderBy(type => type.Name, StringComparer.Ordinal).Select(Of),
        new("calls", Message.Titled("anna approved operation 1", Tone.Good) with
        {
            Addressees = [GoldenRig.Otto, new("teams", "33333333-3333-4333-8333-333333333333", "Alex Wilber"), new("console", "operator", "Otto")],
        }),
        new("buttons", Enum.GetValues<ButtonStyle>()
            .Aggregate(Message.Titled("Choose"), (message, style) => message.Button(new($"{style}", $"say {style}", style)))
            .Button(new("Ask", "deny 1") { Prompt = new("Why not?", "--reason") })
            .Button(new("Insist", "break-glass 1") { Prompt = new("Why now?", "--reason", IsRequired: true) })),
    ];

    private static MessageKind Of(Type part) => new($"part {part.Name}", Message.Titled("A part") with { Parts = [Sample(part)] });

    private static Part Sample(Type part) => part.Name switch
    {
        nameof(TextPart) => new TextPart("One line\nand <b>another</b>, with *signs* & [links](https://example.com)."),
        nameof(WarningPart) => new WarningPart("Running tasks are lost."),
        nameof(FieldsPart) => new FieldsPart([new("Pods", "2 → 5"), new("Expected", "40 s")]),
        nameof(StepsPart) => new StepsPart([.. Enum.GetValues<StepState>().Select(state => new StepLine(state, $"It is {state}", "for a reason"))]),
        nameof(TablePart) => new TablePart(
            "What there is", ["NAME", "READY"], [.. Enumerable.Range(0, 120).Select(row => (System.Collections.Immutable.ImmutableList<string>)[$"pod-{row}", "1/1"])])
        {
            More = "pods platform",
        },
        _ => throw new InvalidOperationException($"What does a {part.Name} look like?"),
    };
}
