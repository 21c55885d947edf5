using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Chat;
using CsCheck;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Slack;

public sealed class SlackMessageTests
{
    private static readonly JsonSerializerOptions Readable =
        new(SlackJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void A_living_message_reads_from_the_verdict_to_the_small_print()
    {
        var message = Message.Titled("Restarting scheduler of zodiac-cosmo-1172", Tone.Working)
            .Text("Asked for by alice.")
            .Warning("Running tasks are waited for.")
            .Field("Pods", "1").Field("Expected", "40 s")
            .Steps(
            [
                new(StepState.Done, "Delete the pod", "took 2 s"),
                new(StepState.Running, "Wait for its successor"),
                new(StepState.Pending, "Report"),
            ])
            .Button(new("Cancel", "cancel 17", ButtonStyle.Danger)) with
        { Footer = "operation 17" };

        Json(message).ShouldBe(
        [
            """{"type":"header","text":{"text":"⏳ Restarting scheduler of zodiac-cosmo-1172","type":"plain_text","emoji":false}}""",
            """{"type":"section","text":{"text":"Asked for by alice.","type":"plain_text","emoji":false}}""",
            """{"type":"section","text":{"text":"⚠️ Running tasks are waited for.","type":"plain_text","emoji":false}}""",
            """{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Pods","style":{"bold":true}},{"type":"text","text":"  1"},{"type":"text","text":"\n"},{"type":"text","text":"Expected","style":{"bold":true}},{"type":"text","text":"  40 s"}]}]}""",
            """{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"✅ Delete the pod"},{"type":"text","text":": took 2 s"},{"type":"text","text":"\n"},{"type":"text","text":"⏳ Wait for its successor","style":{"bold":true}},{"type":"text","text":"\n"},{"type":"text","text":"▫️ Report"}]}]}""",
            """{"type":"actions","elements":[{"text":{"text":"Cancel","type":"plain_text","emoji":false},"action_id":"command:0","value":"cancel 17","style":"danger","type":"button"}]}""",
            """{"type":"context","elements":[{"text":"operation 17","type":"plain_text","emoji":false}]}""",
        ]);
    }

    [Fact]
    public void Who_is_called_is_called_by_id_in_the_notification_and_before_the_title()
    {
        var message = Message.Titled("<!channel> approved operation 1", Tone.Good) with { Addressees = [new("slack", "UALICE", "alice")] };

        Json(message).ShouldBe(
        [
            """{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"user","user_id":"UALICE"},{"type":"text","text":" "},{"type":"text","text":"✅ <!channel> approved operation 1","style":{"bold":true}}]}]}""",
        ]);
        SlackMessage.Fallback(message).ShouldBe("<@UALICE> ✅ &lt;!channel&gt; approved operation 1");
    }

    [Theory]
    [InlineData("console", "UALICE")]
    [InlineData("slack", "!channel")]
    [InlineData("slack", "UALICE> <!channel")]
    public void Who_is_not_an_account_of_Slacks_is_named_and_not_called(string platform, string id)
    {
        var message = Message.Titled("bob approved operation 1") with { Addressees = [new(platform, id, "alice")] };

        SlackMessage.Fallback(message).ShouldBe("@alice bob approved operation 1");
        Json(message).ShouldHaveSingleItem().ShouldStartWith("""{"type":"header",""");
    }

    [Fact]
    public void A_table_lines_up_under_its_caption() =>
        Json(Message.Titled("All well", Tone.Good).Table(new(
            "zodiac-cosmo-1172", ["NAME", "READY"], [["redis-0", "1/1"], ["worker-0", "2/2"]])))[1].ShouldBe(
            """{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"zodiac-cosmo-1172","style":{"bold":true}}]},{"type":"rich_text_preformatted","elements":[{"type":"text","text":"NAME      READY\nredis-0   1/1\nworker-0  2/2"}]}]}""");

    [Fact]
    public void A_long_table_says_how_many_rows_are_missing_and_how_to_see_them()
    {
        var rows = Enumerable.Range(0, 134).Select(row => ImmutableList.Create($"pod-{row}", "Running"));
        var message = Message.Titled("Pods").Table(new("zodiac-cosmo-1172", [], [.. rows]) { More = "pods zodiac-cosmo-1172" });

        Json(message)[1].ShouldEndWith(
            """{"type":"rich_text_section","elements":[{"type":"text","text":"… 34 more rows: "},{"type":"text","text":"pods zodiac-cosmo-1172","style":{"code":true}}]}]}""");
    }

    [Fact]
    public void A_message_that_is_too_long_says_what_is_left_out()
    {
        var message = Enumerable.Range(0, 60).Aggregate(
            Message.Titled("Pods"),
            (message, table) => message.Table(new($"release-{table}", [], [["pod"]]) { More = $"pods release-{table}" }));

        var json = Json(message);

        json.Count.ShouldBe(47);
        json[^1].ShouldBe(
            """{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"… 15 more pieces are left out: too long for one message."},{"type":"text","text":" "},{"type":"text","text":"pods release-45","style":{"code":true}},{"type":"text","text":" "},{"type":"text","text":"pods release-46","style":{"code":true}},{"type":"text","text":" "},{"type":"text","text":"pods release-47","style":{"code":true}}]}]}""");
    }

    [Fact]
    public void A_title_too_long_for_a_header_is_shown_whole_as_a_paragraph()
    {
        var title = $"There is no deployment {new string('x', 150)}. Nearest: zodiac-cosmo-1172.";

        Json(Message.Titled(title, Tone.Warning))[0].ShouldBe(
            $$$"""{"type":"section","text":{"text":"⚠️ {{{title}}}","type":"plain_text","emoji":false}}""");
    }

    [Fact]
    public void A_long_text_is_broken_between_lines_and_nothing_of_it_is_lost()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 300).Select(line => $"line {line} of the log"));

        var sections = SlackMessage.Render(Message.Titled("Log").Text(lines)).OfType<SectionBlock>().ToList();

        sections.Count.ShouldBe(3);
        sections[0].Text.Text.ShouldEndWith("of the log\n");
        string.Concat(sections.Select(section => section.Text.Text)).ShouldBe(lines);
    }

    [Theory]
    [InlineData("<!channel>")]
    [InlineData("<!here> <@U123> <#C123>")]
    [InlineData("<https://evil.example|good>")]
    [InlineData("@here @channel #general")]
    [InlineData("*bold* _italic_ ~struck~ > quote")]
    [InlineData("`code` ```fence```")]
    [InlineData(":fire: &amp; &lt;!channel&gt;")]
    public void Hostile_text_shows_as_typed_wherever_it_stands(string hostile)
    {
        var message = new Message(hostile)
        {
            Parts =
            [
                new TextPart(hostile),
                new WarningPart(hostile),
                new FieldsPart([new(hostile, hostile)]),
                new StepsPart([new(StepState.Running, hostile, hostile)]),
                new TablePart(hostile, [hostile], [[hostile]]) { More = hostile },
            ],
            Buttons = [new(hostile, hostile)],
            Footer = hostile,
        };

        var json = string.Concat(Json(message));

        // Title, text, warning, field (2), step (2), table (caption, header, cell), button (2), footer: no escaping, no markup type.
        var written = JsonSerializer.Serialize(hostile, Readable)[1..^1];
        json.Split(written).Length.ShouldBe(14);
        json.ShouldNotContain("mrkdwn");
        json.ShouldNotContain("\"emoji\":true");
        SlackMessage.Fallback(message).ShouldNotContain('<');
        SlackMessage.Fallback(message).ShouldStartWith(SlackText.Escape(hostile));
    }

    [Fact]
    public void What_nobody_can_see_is_made_visible() =>
        SlackText.Clean("a\0b\u0007c\u202Ed\uD83De\r\nf\tg").ShouldBe("a�b�c�d�e\nf\tg");

    [Fact]
    public void The_fallback_is_the_title_and_the_first_lines() =>
        SlackMessage.Fallback(Message.Titled("Restarted <scheduler>", Tone.Good).Field("Took", "48 s")
            .Button(new("Again", "restart scheduler x"))).ShouldBe("✅ Restarted &lt;scheduler&gt;\nTook: 48 s");

    [Fact]
    public void A_command_too_long_for_a_button_gets_none_rather_than_half_a_command() =>
        SlackMessage.Render(Message.Titled("Choose").Button(new("Go", new string('x', 1901)))).Count.ShouldBe(1);

    [Fact]
    public void Any_message_becomes_blocks_that_slack_takes() =>
        Messages.Any.Sample(message => BlockLimits.Broken(SlackMessage.Render(message)).ShouldBeEmpty(), iter: 200);

    [Fact]
    public void Any_message_has_a_fallback_that_slack_takes() =>
        Messages.Any.Sample(
            message =>
            {
                var text = SlackMessage.Fallback(message);
                return text.Length is > 0 and <= 4000 && !text.Contains('<') && !text.Contains('>');
            },
            iter: 200);

    [Fact]
    public void A_cut_keeps_within_the_limit_and_never_halves_a_character() =>
        Gen.Select(Gen.String[Gen.Char["a &<>\n\uD83D\uDE80"], 0, 300], Gen.Int[1, 100]).Sample(
            (text, limit) =>
            {
                text = SlackText.Clean(text);
                var cut = SlackText.Cut(text, limit);
                return SlackText.Length(cut) <= limit && SlackText.Clean(cut) == cut && (cut == text || cut[^1] == '…');
            });

    [Fact]
    public void Pieces_are_the_whole_text_and_no_piece_halves_a_character() =>
        Gen.Select(Gen.String[Gen.Char["a &<>\n\uD83D\uDE80"], 0, 300], Gen.Int[5, 100]).Sample(
            (text, limit) =>
            {
                text = SlackText.Clean(text);
                var pieces = SlackText.Pieces(text, limit).ToList();
                return string.Concat(pieces) == text
                    && pieces.TrueForAll(piece => SlackText.Length(piece) <= limit && SlackText.Clean(piece) == piece);
            });

    private static IReadOnlyList<string> Json(Message message) =>
        [.. SlackMessage.Render(message).Select(block => JsonSerializer.Serialize(block, Readable))];
}
