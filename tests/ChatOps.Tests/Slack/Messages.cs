using System.Collections.Immutable;
using ChatOps.Chat;
using CsCheck;

namespace ChatOps.Tests.Slack;

/// <summary>Any message at all: empty, huge, hostile.</summary>
internal static class Messages
{
    private static readonly Gen<string> Texts = Gen.Frequency(
        (4, Gen.String),
        (2, Gen.OneOf("", " ", "\n\n", "<!channel> & <@U1> `code` *bold* ```fence```", "\u202Egnp.exe", "\0\u0007")),
        (1, Gen.Select(Gen.OneOf("a", "&", "<", "🚀", "👩‍🚀", "word ", "line\n", "\uD83D"), Gen.Int[1, 5000], Repeated)),
        (1, Gen.Select(Gen.OneOf("a", "&", "🚀"), Gen.Int[70, 160], Repeated)));

    private static readonly Gen<string> Cells = Gen.Frequency((20, Gen.String[0, 30]), (1, Texts));

    private static readonly Gen<Part> Parts = Gen.OneOf<Part>(
        Texts.Select(text => (Part)new TextPart(text)),
        Texts.Select(text => (Part)new WarningPart(text)),
        Gen.Select(Texts, Texts, (label, value) => new Field(label, value)).List[0, 40]
            .Select(fields => (Part)new FieldsPart([.. fields])),
        Gen.Select(Gen.Enum<StepState>(), Texts, Texts.Null(), (state, text, note) => new StepLine(state, text, note)).List[0, 40]
            .Select(steps => (Part)new StepsPart([.. steps])),
        Gen.Select(Texts.Null(), Texts.List[0, 8], Cells.List[0, 8].List[0, 150], Texts.Null(), Table));

    private static readonly Gen<Prompt?> Prompts =
        Gen.Select(Texts, Gen.Bool, Gen.Bool, (question, isRequired, asks) => asks ? new Prompt(question, "--reason", isRequired) : null);

    private static readonly Gen<Button> Buttons = Gen.Select(
        Texts, Texts, Gen.Enum<ButtonStyle>(), Prompts,
        (label, command, style, prompt) => new Button(label, command, style) { Prompt = prompt });

    public static readonly Gen<Message> Any = Gen.Select(
        Texts, Gen.Enum<Tone>(), Parts.List[0, 12], Buttons.List[0, 30], Texts.Null(),
        (title, tone, parts, buttons, footer) => new Message(title)
        {
            Tone = tone,
            Parts = [.. parts],
            Buttons = [.. buttons],
            Footer = footer,
        });

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static Part Table(string? caption, List<string> headers, List<List<string>> rows, string? more) =>
        new TablePart(caption, [.. headers], [.. rows.Select(row => row.ToImmutableList())]) { More = more };
}
