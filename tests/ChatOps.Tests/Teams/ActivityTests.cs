using System.Text;
using System.Text.Json;
using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Chat.Incoming;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Teams;

public sealed class ActivityTests
{
    private static readonly Dictionary<string, string> Nobody = [];

    private const string Bot = "28:00000000-0000-4000-8000-0000000000b0";

    [Theory]
    [InlineData("<at>ChatOps</at> pods zodiac", "pods zodiac")]
    [InlineData("<at>ChatOps</at>\u00a0pods&nbsp;zodiac ", "pods zodiac")]
    [InlineData("pods <at>ChatOps</at> zodiac", "pods   zodiac")]
    [InlineData("<at>ChatOps</at> help <at>ChatOps</at>", "help <at>ChatOps</at>")]
    [InlineData("<at>ChatOps</at> deny 1 --reason \"a &lt; b &amp; c\"", "deny 1 --reason \"a < b & c\"")]
    [InlineData("pods", "pods")]
    public void The_bots_own_name_is_taken_out_once_and_what_was_typed_is_left(string text, string expected) =>
        SpokenText.Of(Said(text, mentioned: Bot), Nobody).ShouldBe(expected);

    [Fact]
    public void Other_people_are_named_by_their_ids_and_who_is_not_known_as_they_were()
    {
        var said = Said("whois <at>ChatOps</at>", mentioned: "29:alice");

        SpokenText.Of(said, new Dictionary<string, string> { ["29:alice"] = "8a5f5f0e-2f2c-4d6e-9c3b-5d1f0c6a7b21" })
            .ShouldBe("whois @8a5f5f0e-2f2c-4d6e-9c3b-5d1f0c6a7b21");
        SpokenText.Of(said, Nobody).ShouldBe("whois <at>ChatOps</at>");
    }

    [Theory]
    [InlineData("19:c@thread.tacv2;messageid=17", "channel", "19:c@thread.tacv2", "17")]
    [InlineData("19:c@thread.tacv2", "channel", "19:c@thread.tacv2", "a1")]
    [InlineData("19:g@thread.v2", "groupChat", "19:g@thread.v2", null)]
    [InlineData("a:alice", "personal", "a:alice", null)]
    public void Only_in_channels_everything_has_a_thread(string id, string type, string channel, string? thread)
    {
        var place = TeamsPlace.Of(id, type, "a1");

        place.Conversation.ShouldBe(new("teams", channel, thread));
        place.WireId.ShouldBe(thread is null ? id : $"{channel};messageid={thread}");
    }

    [Theory]
    [InlineData("""{"id":"29:a","aadObjectId":"8A5F5F0E-2F2C-4D6E-9C3B-5D1F0C6A7B21","name":"Anna"}""", "8a5f5f0e-2f2c-4d6e-9c3b-5d1f0c6a7b21")]
    [InlineData("""{"id":"29:a","aadObjectId":"anna","name":"Anna"}""", null)]
    [InlineData("""{"id":"29:a","name":"Anna"}""", null)]
    public void Who_has_no_object_id_is_nobody(string account, string? id)
    {
        var actor = TeamsAccount.From(JsonFields.Parse(Encoding.UTF8.GetBytes(account))).Actor;

        (actor?.Id).ShouldBe(id);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"type":"message","serviceUrl":"https://x/"}""")]
    [InlineData("""{"type":7,"serviceUrl":"https://x/","conversation":{"id":"a:1"}}""")]
    [InlineData("""{"type":"message","serviceUrl":"https://x/","conversation":"a:1"}""")]
    [InlineData("""{"type":"message","serviceUrl":"https://x/","conversation":{"id":"a:1"}}""")]
    [InlineData("""{"type":"invoke","id":"","serviceUrl":"https://x/","conversation":{"id":"a:1"}}""")]
    [InlineData("[]")]
    [InlineData("no json")]
    public void What_is_no_activity_is_none(string body) =>
        Activity.From(JsonFields.Parse(Encoding.UTF8.GetBytes(body))).ShouldBeNull();

    [Theory]
    [InlineData("message", "a1")]
    [InlineData("conversationUpdate", null)]
    [InlineData("installationUpdate", null)]
    [InlineData("invoke", null)]
    public void Only_a_message_begins_a_thread(string type, string? thread)
    {
        var activity = Activity.From(JsonFields.Parse(Encoding.UTF8.GetBytes(
            $$"""{"type":"{{type}}","id":"a1","serviceUrl":"https://x/","conversation":{"id":"19:c@thread.tacv2","conversationType":"channel"} }""")));

        activity.ShouldNotBeNull().Place.Conversation.ShouldBe(new("teams", "19:c@thread.tacv2", thread));
    }

    private static Activity Said(string text, string mentioned)
    {
        var json = JsonSerializer.Serialize(new
        {
            type = "message",
            id = "a1",
            serviceUrl = "https://smba.trafficmanager.net/teams/",
            conversation = new { id = "a:alice" },
            recipient = new { id = Bot },
            text,
            entities = new[] { new { type = "mention", mentioned = new { id = mentioned }, text = "<at>ChatOps</at>" } },
        });
        return Activity.From(JsonFields.Parse(Encoding.UTF8.GetBytes(json))).ShouldNotBeNull();
    }
}
