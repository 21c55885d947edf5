using System.Text.Json.Nodes;
using ChatOps.Chat;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Teams;

/// <summary>Buttons: what the desk hears, and that its answer is for whoever pressed alone.</summary>
public sealed class TeamsPressTests : WithTeams
{
    private static readonly string BobsChat = $"a:29:{TeamsUser.Bob}";

    [Fact]
    public async Task A_short_answer_is_told_at_once_in_sentences()
    {
        Bot.Desk.Answer = _ => Message.Titled("You approved operation 17").Text("It runs now.");

        var answer = await Bob.PressAsync(await CardAsync(), "echo hello", Stop);

        answer.GetProperty("type").GetString().ShouldBe("application/vnd.microsoft.activity.message");
        answer.GetProperty("value").GetString().ShouldBe("You approved operation 17. It runs now.");
        Teams.Messages().ShouldHaveSingleItem("nothing more is said");
    }

    [Fact]
    public async Task An_answer_with_more_in_it_goes_into_their_own_chat_and_not_to_the_channel()
    {
        Bot.Desk.Answer = _ => Message.Titled("Pods of cosmo").Table(new(null, ["NAME"], [["scheduler"]]));

        var answer = await Bob.PressAsync(await CardAsync(), "echo hello", Stop);

        answer.GetProperty("value").GetString().ShouldBe("Pods of cosmo (more in your own chat with me)");
        (await SeeAsync(BobsChat, "scheduler")).Words.ShouldStartWith("Pods of cosmo");
        Teams.Messages(TeamsUser.Thread).ShouldHaveSingleItem("the channel has the card alone");
    }

    [Fact]
    public async Task Alone_with_the_bot_the_rest_stands_below()
    {
        Bot.Desk.Answer = _ => Message.Titled("Pods of cosmo").Table(new(null, ["NAME"], [["scheduler"]]));
        var bob = new TeamsUser(Bot.Client, Teams, TeamsUser.Bob, place: TeamsSpot.Personal(TeamsUser.Bob));
        await bob.SayAsync("echo hello", Stop);

        var answer = await bob.PressAsync(await SeeAsync(BobsChat, "Pods of cosmo"), "echo hello", Stop);

        answer.GetProperty("value").GetString().ShouldBe("Pods of cosmo (more below)");
        await Eventually.TrueAsync("it stands below", _ => Task.FromResult(Teams.Messages(BobsChat).Count == 2), Stop);
    }

    [Fact]
    public async Task Who_did_not_add_the_app_is_told_so_and_what_was_theirs_alone_is_not_shown()
    {
        Bot.Desk.Answer = _ => Message.Titled("Pods of cosmo").Table(new(null, ["NAME"], [["scheduler"]]));
        Teams.Closed.Add($"29:{TeamsUser.Bob}");

        await Bob.PressAsync(await CardAsync(), "echo hello", Stop);

        var told = await SeeAsync(TeamsUser.Thread, "could not be shown to you alone");
        told.Text.ShouldContain(TeamsUser.Bob, Case.Insensitive, "they are called");
        Teams.Messages().ShouldAllBe(message => !message.Text.Contains("scheduler"));
    }

    [Fact]
    public async Task A_press_that_is_delivered_twice_acts_once_and_is_answered_twice()
    {
        var press = Bob.Invoke(await CardAsync(), "command", "manual", new() { ["command"] = "echo hello" });

        var first = await Bob.DeliverAsync(press, Stop);
        var again = await Bob.DeliverAsync(press, Stop);

        Bot.Desk.Requests.ShouldHaveSingleItem();
        first.GetProperty("value").GetString().ShouldBe("Heard echo hello");
        again.GetProperty("value").GetString().ShouldBe("This press was taken before; the card shows what came of it.");
    }

    [Fact]
    public async Task What_was_typed_into_a_card_is_sent_with_its_command()
    {
        var data = new JsonObject { ["command"] = "echo hello", ["option"] = "--reason", ["answer"] = "not \"tonight\"" };

        await Bob.InvokeAsync(await CardAsync(), "command", "manual", data, Stop);

        var heard = Bot.Desk.Requests.ShouldHaveSingleItem();
        heard.Actor.ShouldBe(new("teams", TeamsUser.Bob, "Bob"));
        heard.Text.ShouldStartWith("echo hello --reason ");
        heard.Text.ShouldContain("tonight");
    }

    [Fact]
    public async Task What_needs_an_answer_is_not_sent_without_one()
    {
        var data = new JsonObject { ["command"] = "echo hello", ["option"] = "--reason", ["required"] = true };

        var answer = await Bob.InvokeAsync(await CardAsync(), "command", "manual", data, Stop);

        answer.GetProperty("value").GetString().ShouldBe("Nothing was sent: this needs an answer. Type it and press again.");
        Bot.Desk.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("command", "manual", """{"command":"drop tables"}""", 200)]
    [InlineData("command", "manual", """{"command":""}""", 400)]
    [InlineData("command", "manual", """{"command":7}""", 400)]
    [InlineData("command", "manual", "{}", 400)]
    [InlineData("command", "automatic", """{"command":"echo hello"}""", 400)]
    [InlineData("drop", "manual", """{"command":"echo hello"}""", 400)]
    public async Task What_is_no_button_of_the_bots_is_refused_in_words(string verb, string trigger, string data, int status)
    {
        var answer = await Bob.InvokeAsync(await CardAsync(), verb, trigger, JsonNode.Parse(data)!.AsObject(), Stop);

        answer.GetProperty("statusCode").GetInt32().ShouldBe(status);
        answer.GetRawText().ShouldContain("Unknown button");
        Bot.Desk.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_has_no_account_in_Entra_is_refused_in_words()
    {
        var press = Bob.Invoke(await CardAsync(), "command", "manual", new() { ["command"] = "echo hello" });
        ((JsonObject)press["from"]!).Remove("aadObjectId");

        var answer = await Bob.DeliverAsync(press, Stop);

        answer.GetProperty("statusCode").GetInt32().ShouldBe(403);
        Bot.Desk.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_old_client_presses_by_a_message_without_words_and_is_answered_alone()
    {
        await PressOldAsync(new() { ["command"] = "echo hello", ["option"] = "--reason", ["answer"] = "tonight" });

        (await SeeAsync(BobsChat, "Heard echo hello --reason")).Words.ShouldContain("tonight");
        Teams.Messages(TeamsUser.Thread).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"command":"echo hello","option":"--reason","required":true}""", "this needs an answer")]
    [InlineData("""{"command":"drop tables"}""", "Unknown button")]
    [InlineData("""{"other":"thing"}""", "Unknown button")]
    public async Task What_an_old_client_sends_of_no_button_is_no_command(string data, string words)
    {
        await PressOldAsync(JsonNode.Parse(data)!.AsObject());

        await SeeAsync(BobsChat, words);
        Bot.Desk.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_that_the_bot_does_not_follow_says_so()
    {
        var answer = await Bob.RefreshAsync(await CardAsync(), Stop);

        answer.GetProperty("statusCode").GetInt32().ShouldBe(404);
        Bot.Desk.Requests.ShouldBeEmpty();
    }

    private async Task PressOldAsync(JsonObject data)
    {
        var message = Bob.Activity("message");
        message["value"] = data;
        using var response = await Bob.SendAsync(message, Bob.Token(), Stop);
        response.EnsureSuccessStatusCode();
        (await response.Content.ReadAsStringAsync(Stop)).ShouldBeEmpty();
    }
}
