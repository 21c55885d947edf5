using System.Collections.Immutable;
using AngleSharp.Dom;
using Bunit;
using ChatOps.Chat;
using ChatOps.Host.WebConsole;
using ChatOps.Host.WebConsole.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.WebConsole;

public sealed class MessageCardTests : BunitContext
{
    private const string Evil = "<script>alert(1)</script><b>x</b> &amp; <!channel>";

    // What a component does later it does on another thread, which a busy machine may keep waiting.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly Button Deny = new("Deny", "deny 17") { Prompt = new("Why not?", "--reason") };

    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _pressed = [];

    public MessageCardTests() => Services.AddSingleton<TimeProvider>(_time);

    public static TheoryData<Part> EvilParts =>
    [
        new TextPart(Evil),
        new WarningPart(Evil),
        new FieldsPart([new Field(Evil, Evil)]),
        new TablePart(Evil, [Evil], [[Evil]]),
        new StepsPart([new StepLine(StepState.Running, Evil, Evil)]),
    ];

    [Theory]
    [MemberData(nameof(EvilParts))]
    public void Markup_in_any_part_is_shown_as_the_text_it_is(Part part)
    {
        var card = Show(Message.Titled(Evil) with { Parts = [part], Footer = Evil, Buttons = [new Button(Evil, Evil)] });

        card.FindAll("script, b").ShouldBeEmpty();
        card.Find("h2").TextContent.ShouldBe(Evil);
        card.Find(".card > footer").TextContent.ShouldBe(Evil);
        card.Find("button").TextContent.Trim().ShouldBe(Evil);
        string.Concat(Render<PartView>(view => view.Add(it => it.Part, part)).Nodes.Select(node => node.TextContent)).ShouldContain(Evil);
    }

    [Fact]
    public void Who_is_called_stands_before_the_title_as_the_text_it_is()
    {
        var card = Show(Message.Titled("bob approved operation 1") with { Addressees = [new Actor("console", "operator", Evil)] });

        card.Find("header > .addressees > .addressee").TextContent.ShouldBe(Evil);
        card.Find("h2").TextContent.ShouldBe("bob approved operation 1");
    }

    [Fact]
    public void Every_kind_of_part_is_among_those_that_were_tried()
    {
        var kinds = typeof(Part).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Part)));

        EvilParts.Select(row => row.Data.GetType()).ShouldBe(kinds, ignoreOrder: true);
    }

    [Fact]
    public void A_button_sends_its_command_once_and_rests_a_moment()
    {
        var card = Show(Message.Titled("Restarting").Button(new Button("Cancel", "cancel 17")));

        card.Find("button").Click();
        card.Find("button").Click();

        _pressed.ShouldBe(["cancel 17"]);
        card.Find("button").GetAttribute("aria-disabled").ShouldBe("true");

        card.WaitForAssertion(
            () =>
            {
                _time.Advance(MessageCard.PressPause); // its rest may begin a moment after the press
                card.Find("button").HasAttribute("aria-disabled").ShouldBeFalse();
            },
            Patience);
        card.Find("button").Click();
        card.WaitForAssertion(() => _pressed.ShouldBe(["cancel 17", "cancel 17"]), Patience);
    }

    [Fact]
    public void A_button_with_a_question_sends_its_command_with_the_answer()
    {
        var card = Show(Message.Titled("Decide").Button(Deny));

        card.Find("button").Click();
        _pressed.ShouldBeEmpty();
        card.Find("label").TextContent.Trim().ShouldBe("Why not? (optional)");
        card.Find("input").Input("not \"now\"");
        card.Find("form").Submit();

        _pressed.ShouldBe(["deny 17 --reason \"not 'now'\""]);
        card.FindAll("form").ShouldBeEmpty();
        card.Find("button").GetAttribute("aria-disabled").ShouldBe("true");
    }

    [Fact]
    public void A_question_can_be_left_open_or_gone_back_from()
    {
        var card = Show(Message.Titled("Decide").Button(Deny));

        card.Find("button").Click();
        card.FindAll("button").Single(button => button.TextContent == "Back").Click();
        _pressed.ShouldBeEmpty();

        card.Find("button").Click();
        card.Find("form").Submit();
        _pressed.ShouldBe(["deny 17"]);
    }

    [Fact]
    public void Without_a_required_answer_nothing_is_sent()
    {
        var card = Show(Message.Titled("Decide").Button(Deny with { Prompt = new("Why not?", "--reason", IsRequired: true) }));
        card.Find("button").Click();
        card.Find("label").TextContent.Trim().ShouldBe("Why not?");

        card.Find("input").Input("  ");
        card.Find("form").Submit();

        _pressed.ShouldBeEmpty();
        card.FindAll("form").Count.ShouldBe(1);
    }

    [Fact]
    public void A_message_that_changes_keeps_what_is_being_typed_while_its_button_is_there()
    {
        var card = Show(Message.Titled("Decide").Button(Deny));
        card.Find("button").Click();
        card.Find("input").Input("half a rea");

        card.Render(parameters => parameters.Add(it => it.Message, Message.Titled("Decide soon").Button(Deny)));
        card.Find("input").GetAttribute("value").ShouldBe("half a rea");

        card.Render(parameters => parameters.Add(it => it.Message, Message.Titled("Too late")));
        card.FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public void The_seconds_count_while_it_works_and_are_gone_when_it_ended()
    {
        var card = Show(Message.Titled("Restarting", Tone.Working));
        card.Find(".elapsed").TextContent.ShouldBe("0:00");

        _time.Advance(TimeSpan.FromSeconds(61));
        card.WaitForAssertion(() => card.Find(".elapsed").TextContent.ShouldBe("1:01"), Patience);

        card.Render(parameters => parameters.Add(it => it.Message, Message.Titled("Restarted", Tone.Good)));
        card.FindAll(".elapsed").ShouldBeEmpty();
        card.FindAll("clock-time").Count.ShouldBe(1);
    }

    [Fact]
    public void Steps_say_their_state_to_those_who_do_not_see_it()
    {
        var card = Show(Message.Titled("Failed", Tone.Bad).Steps(Enum.GetValues<StepState>().Select(state => new StepLine(state, "step"))));

        card.FindAll(".step").Select(step => step.TextContent.Trim()).ShouldBe(
            ["Pending: step", "Running: step", "Done: step", "Failed: step", "Undone: step", "Unknown: step"]);
        card.FindAll(".step .spinner").Count.ShouldBe(1);
    }

    [Fact]
    public void A_table_that_is_too_long_says_how_much_it_left_out()
    {
        var rows = Enumerable.Range(0, TableView.MaxRows + 1_234).Select(number => ImmutableList.Create($"pod-{number}"));

        var card = Show(Message.Titled("Pods").Table(new TablePart(Caption: null, ["NAME"], [.. rows])));

        card.FindAll("tbody tr").Count.ShouldBe(TableView.MaxRows);
        card.Markup.ShouldContain("1,234 more rows are left out.");
    }

    [Fact]
    public void Only_a_private_answer_says_that_nobody_else_sees_it()
    {
        Show(Message.Titled("For all")).Markup.ShouldNotContain("Only you see this");
        Show(Message.Titled("For one"), isPrivate: true).Markup.ShouldContain("Only you see this");
    }

    private IRenderedComponent<MessageCard> Show(Message message, bool isPrivate = false) => Render<MessageCard>(card => card
        .Add(it => it.Message, message)
        .Add(it => it.PostedAt, _time.GetUtcNow())
        .Add(it => it.IsPrivate, isPrivate)
        .Add(it => it.OnPress, EventCallback.Factory.Create<string>(this, _pressed.Add)));
}
