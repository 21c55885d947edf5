using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Adapters.Teams.Cards;
using ChatOps.Chat;
using ChatOps.Tests.Slack;
using CsCheck;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Teams.Cards;

public sealed class AdaptiveCardTests
{
    private const string Alice = "33333333-3333-4333-8333-333333333333";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Message Decision = Message.Titled("Volume delete of dags awaits approval", Tone.Warning)
        .Field("Approval", "0 of 1")
        .Button(new("Deny", "deny 17") { Prompt = new("Why not?", "--reason") })
        .Button(new("Approve", "approve 17 --plan 3f2a", ButtonStyle.Danger))
        .Button(new("Go on alone", "break-glass 17") { Prompt = new("Why now?", "--reason", IsRequired: true) })
        .Button(new("Cancel", "cancel 17"));

    [Fact]
    public void A_living_message_reads_from_the_verdict_to_what_is_at_stake()
    {
        var message = Message.Titled("Restarting scheduler", Tone.Working)
            .Text("Asked for by alice.")
            .Warning("Running tasks are waited for.")
            .Field("Pods", "1").Field("Expected", "40 s")
            .Steps([new(StepState.Done, "Delete the pod", "took 2 s"), new(StepState.Running, "Wait for its successor")]) with
        {
            Footer = "operation 17",
            AtStake = "40 s without scheduling.",
        };

        Body(message).ShouldBe(
        [
            """{"type":"Container","items":[{"type":"RichTextBlock","inlines":[{"text":"⏳ Restarting scheduler","type":"TextRun","weight":"Bolder","size":"Medium"}]}],"style":"accent","bleed":true}""",
            """{"type":"RichTextBlock","inlines":[{"text":"Asked for by alice.","type":"TextRun"}]}""",
            """{"type":"Container","items":[{"type":"RichTextBlock","inlines":[{"text":"⚠️ Running tasks are waited for.","type":"TextRun"}]}],"style":"warning"}""",
            """{"type":"RichTextBlock","inlines":[{"text":"Pods","type":"TextRun","weight":"Bolder"},{"text":"  1\n","type":"TextRun"},{"text":"Expected","type":"TextRun","weight":"Bolder"},{"text":"  40 s","type":"TextRun"}]}""",
            """{"type":"RichTextBlock","inlines":[{"text":"✅ Delete the pod","type":"TextRun"},{"text":": took 2 s\n","type":"TextRun"},{"text":"⏳ Wait for its successor","type":"TextRun","weight":"Bolder"}]}""",
            """{"type":"RichTextBlock","inlines":[{"text":"operation 17","type":"TextRun","size":"Small","isSubtle":true}]}""",
            """{"type":"Container","items":[{"type":"RichTextBlock","inlines":[{"text":"⚠️ 40 s without scheduling.","type":"TextRun"}]}],"style":"warning"}""",
        ]);
    }

    [Fact]
    public void A_button_hands_back_its_command_with_the_fingerprint_on_old_clients_too()
    {
        var approve = CardRules.Actions(Card(Decision))[1];

        Text(approve).ShouldBe(
            """{"type":"Action.Execute","verb":"command","data":{"command":"approve 17 --plan 3f2a"},"fallback":{"type":"Action.Submit","data":{"command":"approve 17 --plan 3f2a"},"title":"Approve"},"title":"Approve","style":"destructive"}""");
    }

    [Fact]
    public void A_button_that_asks_first_unfolds_its_question()
    {
        var deny = CardRules.Actions(Card(Decision))[0];

        Text(deny).ShouldBe(
            """{"type":"Action.ShowCard","card":{"body":[{"type":"Input.Text","id":"answer0","label":"Why not? (optional)","maxLength":500,"isMultiline":true},{"type":"RichTextBlock","inlines":[{"text":"Sends: deny 17","type":"TextRun","size":"Small","isSubtle":true}]}],"actions":[{"type":"Action.Execute","verb":"command","data":{"command":"deny 17","option":"--reason","input":"answer0"},"fallback":{"type":"Action.Submit","data":{"command":"deny 17","option":"--reason","input":"answer0"},"title":"Deny"},"title":"Deny"}],"type":"AdaptiveCard"},"title":"Deny"}""");
    }

    [Fact]
    public void A_required_answer_is_asked_for_before_anything_is_sent()
    {
        var question = CardRules.Actions(Card(Decision))[2]["card"]!; // has a prompt

        Text(question["body"]![0]!).ShouldBe(
            """{"type":"Input.Text","id":"answer2","label":"Why now?","maxLength":500,"errorMessage":"Nothing is sent without an answer.","isMultiline":true,"isRequired":true}""");
        Text(question["actions"]![0]!["data"]!).ShouldBe("""{"command":"break-glass 17","option":"--reason","required":true,"input":"answer2"}""");
    }

    [Fact]
    public void Two_buttons_are_in_sight_and_the_others_behind_the_dots() =>
        CardRules.Actions(Card(Decision)).Select(action => $"{action["title"]} {action["mode"]}".Trim())
            .ShouldBe(["Deny", "Approve", "Go on alone secondary", "Cancel secondary"]);

    [Fact]
    public void Only_what_still_changes_asks_for_its_state()
    {
        Text(AdaptiveCard.Render(Decision, refreshes: true).Content["refresh"]!)
            .ShouldBe("""{"action":{"type":"Action.Execute","verb":"refresh","title":"Refresh"}}""");
        Card(Decision).ContainsKey("refresh").ShouldBeFalse();
        AdaptiveCard.Render(Decision with { IsLast = true }, refreshes: true).Content.ContainsKey("refresh").ShouldBeFalse();
    }

    [Fact]
    public void Who_is_called_is_called_by_id_and_no_name_is_markup()
    {
        var message = Message.Titled("bob approved operation 1", Tone.Good) with
        {
            Addressees = [new("teams", Alice, "Alice </at>[x](https://evil.example) O'Neill")],
        };

        var card = Card(message);

        Text(card["msteams"]!["entities"]!).ShouldBe(
            $$"""[{"text":"<at>Alice at x https evil example O Neill</at>","mentioned":{"id":"{{Alice}}","name":"Alice at x https evil example O Neill"},"type":"mention"}]""");
        Text(card["body"]![0]!["items"]![0]!).ShouldBe(
            """{"type":"TextBlock","text":"<at>Alice at x https evil example O Neill</at>","wrap":true}""");
    }

    [Theory]
    [InlineData("slack", Alice)]
    [InlineData("teams", "alice")]
    [InlineData("teams", "28:bot")]
    public void Who_is_nobody_of_Teams_is_named_and_not_called(string platform, string id)
    {
        var card = Card(Message.Titled("bob approved operation 1") with { Addressees = [new(platform, id, "alice")] });

        CardRules.LiteralTexts(card).ShouldBe(["@alice bob approved operation 1"]);
        card["msteams"]!.AsObject().ContainsKey("entities").ShouldBeFalse();
    }

    [Fact]
    public void A_narrow_table_lines_up() =>
        Body(Message.Titled("All well").Table(new("cosmo", ["NAME", "READY"], [["redis-0", "1/1"], ["worker-10", "2/2"]])))[1..].ShouldBe(
        [
            """{"type":"RichTextBlock","inlines":[{"text":"cosmo","type":"TextRun","weight":"Bolder"}]}""",
            """{"type":"RichTextBlock","inlines":[{"text":"NAME______ READY\n","type":"TextRun","fontType":"Monospace"},{"text":"redis-0____1/1\n","type":"TextRun","fontType":"Monospace"},{"text":"worker-10__2/2","type":"TextRun","fontType":"Monospace"}]}"""
                .Replace("_", "\\u00A0"),
        ]);

    [Fact]
    public void A_row_too_wide_for_a_phone_becomes_a_line_under_a_key() =>
        Texts(Message.Titled("Pods").Table(new(
            Caption: null, ["NAME", "READY", "STATUS"], [["scheduler-5bf6db96c4-f5c2z", "1/1", "Running"], ["worker-0", "", "Pending"]])))[1..].ShouldBe(
        [
            "NAME · READY · STATUS\n",
            "scheduler-5bf6db96c4-f5c2z", " · 1/1 · Running\n",
            "worker-0", " · - · Pending",
        ]);

    [Fact]
    public void Rows_that_stand_alone_need_no_key_and_leave_out_what_is_empty() =>
        Texts(Message.Titled("Plan").Table(new(Caption: null, [], [["Delete", "", "pvc dags"]]) { RowsStandAlone = true }))[1..]
            .ShouldBe(["Delete", " · pvc dags"]);

    [Fact]
    public void A_long_table_says_how_many_rows_are_missing_and_how_to_see_them()
    {
        var rows = Enumerable.Range(0, 134).Select(row => ImmutableList.Create($"pod-{row}", "Running"));
        var message = Message.Titled("Pods").Table(new("cosmo", [], [.. rows]) { More = "pods cosmo" });

        Texts(message)[^2..].ShouldBe(["… 34 more rows: ", "pods cosmo"]);
    }

    [Fact]
    public void What_is_too_long_for_one_card_follows_in_others_and_nothing_is_lost()
    {
        var lines = Enumerable.Range(0, 900).Select(line => $"line {line} of what somebody has to read in the middle of the night").ToList();
        var message = Decision.Text(string.Join('\n', lines));

        var rendered = AdaptiveCard.Render(message, refreshes: false);

        rendered.Rest.Select(card => CardRules.LiteralTexts(card.Content).First()).ShouldBe(
        [
            "⚠️ Volume delete of dags awaits approval (2 of 3)", "⚠️ Volume delete of dags awaits approval (3 of 3)",
        ]);
        rendered.Rest[0].Summary.ShouldBe("⚠️ Volume delete of dags awaits approval (2 of 3)");
        rendered.Rest.ShouldAllBe(card => CardRules.Actions(card.Content).Count == 0);
        string.Join('\n', rendered.Rest.Prepend(rendered).SelectMany(card => CardRules.LiteralTexts(card.Content)))
            .Split('\n').Where(line => line.StartsWith("line ", StringComparison.Ordinal)).ShouldBe(lines);
    }

    [Fact]
    public void A_message_that_is_kept_up_to_date_is_one_card_that_says_what_it_leaves_out()
    {
        var message = Enumerable.Range(0, 200).Aggregate(
            Message.Titled("Pods"),
            (message, table) => message.Text(new string('x', 300)).Table(new($"release-{table}", [], [["pod"]]) { More = $"pods release-{table}" }));

        var rendered = AdaptiveCard.Render(message, refreshes: true);

        rendered.Rest.ShouldBeEmpty();
        Texts(rendered.Content)[^2].ShouldMatch("^… [0-9]+ more pieces are left out: too long for one message. $");
        Texts(rendered.Content)[^1].ShouldMatch("^pods release-[0-9]+ · pods release-[0-9]+ · pods release-[0-9]+$");
    }

    [Theory]
    [InlineData("[click](https://evil.example)")]
    [InlineData("**bold** _italic_ ~~struck~~ > quote")]
    [InlineData("<at>everyone</at> <b>x</b>")]
    [InlineData("1. one\\r- two # head `code`")]
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
                new TablePart(hostile, [hostile], [[hostile]]),
            ],
            Footer = hostile,
            AtStake = hostile,
        };

        var card = Card(message);

        CardRules.LiteralTexts(card).Count(text => text.Contains(hostile, StringComparison.Ordinal)).ShouldBe(12);
        CardRules.Objects(card).Select(it => it["type"]?.GetValue<string>()).ShouldNotContain("TextBlock");
        var fallback = card["fallbackText"]!.GetValue<string>();
        fallback.ShouldNotContain("](");
        fallback.ShouldNotContain("<at>");
        fallback.ShouldNotContain("**");
    }

    [Fact]
    public void A_date_function_of_cards_is_no_function_here() =>
        Texts(Message.Titled("{{DATE(2017-02-14T06:08:39Z, SHORT)}} {{ ds }}")).ShouldBe(["{{ DATE(2017-02-14T06:08:39Z, SHORT)}} {{ ds }}"]);

    [Fact]
    public void The_summary_is_the_title_and_the_first_lines() =>
        AdaptiveCard.Render(Message.Titled("Restarted <scheduler>", Tone.Good).Field("Took", "48 s"), refreshes: false).Summary
            .ShouldBe("✅ Restarted <scheduler>\nTook: 48 s");

    [Fact]
    public void A_command_too_long_for_a_button_gets_none_rather_than_half_a_command() =>
        Card(Message.Titled("Choose").Button(new("Go", new string('x', 601)))).ContainsKey("actions").ShouldBeFalse();

    [Fact]
    public void Any_message_becomes_cards_that_teams_takes() =>
        Gen.Select(Messages.Any, Gen.Bool).Sample(
            (message, refreshes) =>
            {
                var rendered = AdaptiveCard.Render(message with { AtStake = message.Footer }, refreshes);
                foreach (var card in rendered.Rest.Prepend(rendered))
                {
                    CardRules.Broken(card.Content).ShouldBeEmpty();
                    card.Summary.ShouldNotBeNullOrWhiteSpace();
                }
            },
            iter: 200);

    private static JsonObject Card(Message message) => AdaptiveCard.Render(message, refreshes: false).Content;

    private static string[] Body(Message message) => [.. Card(message)["body"]!.AsArray().Select(it => Text(it!))];

    private static List<string> Texts(Message message) => Texts(Card(message));

    private static List<string> Texts(JsonObject card) => [.. CardRules.LiteralTexts(card)];

    private static string Text(JsonNode node) => node.ToJsonString(Readable);
}
