using System.Collections.Immutable;
using ChatOps.Chat;

namespace ChatOps.IntegrationTests.Chat;

/// <summary>What nobody would write, but a cluster, a log or a foe might.</summary>
internal static class Extremes
{
    private static readonly string[] Texts =
    [
        "<!channel> <!here> <@UALICE> <https://evil.example|good>",
        "<at>everyone</at> [good](https://evil.example) {{DATE(2017-02-14T06:08:39Z)}}",
        "``` *bold* _italic_ @here",
        "\0\u001b[31mred\u202Egnp.exe\uD83D",
        new string('&', 4000),
        string.Concat(Enumerable.Repeat("🚀", 4000)),
        new string('x', 100_000),
        string.Concat(Enumerable.Repeat("line of a log\n", 2000)),
    ];

    public static IReadOnlyList<Message> Messages { get; } =
    [
        .. Texts.SelectMany(text => new[] { Everything(text, times: 1), Everything(text, times: 60) }),
        Everything("", times: 1),
        new Message(""),
    ];

    private static Message Everything(string text, int times)
    {
        var cells = ImmutableList.CreateRange(Enumerable.Repeat(text, Math.Min(times, 10)));
        Part[] each =
        [
            new TextPart(text),
            new WarningPart(text),
            new FieldsPart([.. Enumerable.Repeat(new Field(text, text), times)]),
            new StepsPart([.. Enumerable.Repeat(new StepLine(StepState.Running, text, text), times)]),
            new TablePart(text, cells, [.. Enumerable.Repeat(cells, times)]) { More = text },
        ];
        return new Message(text)
        {
            Tone = Tone.Warning,
            Parts = [.. Enumerable.Repeat(each, times).SelectMany(parts => parts)],
            Buttons = [.. Enumerable.Repeat(new Button(text, text, ButtonStyle.Danger), times)],
            Footer = text,
        };
    }
}
