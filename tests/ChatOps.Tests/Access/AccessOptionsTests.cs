using System.Text;
using ChatOps.Access;
using ChatOps.Inventory;
using ChatOps.Operations.Restarting;
using ChatOps.Operations.Volumes;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Access;

public sealed class AccessOptionsTests
{
    [Theory]
    [InlineData("""{ "Role": "Viewer", "To": "*" }""")]
    [InlineData("""{ "Role": "Viewer", "To": "slack:*" }""")]
    [InlineData("""{ "Role": "Viewer", "To": "slack:U0123ABCD" }""")]
    [InlineData("""{ "Role": "Viewer", "To": "slack:W0123ABCD" }""")]
    [InlineData("""{ "Role": "Viewer", "To": "slack-group:S0123ABCD" }""")]
    [InlineData("""{ "Role": "Viewer", "To": "teams:8a5f5f0e-2f2c-4d6e-9c3b-5d1f0c6a7b21" }""")]
    [InlineData("""{ "Role": "Viewer", "To": "console:operator" }""")]
    [InlineData("""{ "Role": "Viewer", "To": "email:*@example.com" }""")]
    [InlineData("""{ "Role": "Viewer", "To": "email:ada@example.com" }""")]
    [InlineData("""{ "Role": "Admin", "To": "*", "Deployments": [ "zodiac-*", "platform" ], "Commands": [ "restart", "volume *", "*" ], "Channels": [ "C0123ABCD", "19:abc_d-e@thread.tacv2" ] }""")]
    public void Grants_like_these_are_good(string grant) => MistakesIn(grants: grant).ShouldBeEmpty();

    [Theory]
    [InlineData("""{ "To": "*" }""", "Access:Grants:0:Role must be Viewer, Operator, Approver or Admin.")]
    [InlineData("""{ "Role": "7", "To": "*" }""", "Access:Grants:0:Role must be Viewer, Operator, Approver or Admin.")]
    [InlineData("""{ "Role": "Viewer" }""", "Access:Grants:0:To can't be ''")]
    [InlineData("""{ "Role": "Viewer", "To": "alice" }""", "Access:Grants:0:To can't be 'alice'")]
    [InlineData("""{ "Role": "Viewer", "To": "slack:@alice" }""", "To can't be 'slack:@alice'")]
    [InlineData("""{ "Role": "Viewer", "To": "slack:S0123ABCD" }""", "To can't be 'slack:S0123ABCD'")]
    [InlineData("""{ "Role": "Viewer", "To": "slack-group:on-call" }""", "To can't be 'slack-group:on-call'")]
    [InlineData("""{ "Role": "Viewer", "To": "slack-group:*" }""", "To can't be 'slack-group:*'")]
    [InlineData("""{ "Role": "Viewer", "To": "teams:ada@example.com" }""", "To can't be 'teams:ada@example.com'")]
    [InlineData("""{ "Role": "Viewer", "To": "teams-group:8a5f5f0e-2f2c-4d6e-9c3b-5d1f0c6a7b21" }""", "Teams does not tell a bot who is in a group. Grant the role to each person")]
    [InlineData("""{ "Role": "Viewer", "To": "discord:*" }""", "To can't be 'discord:*'")]
    [InlineData("""{ "Role": "Viewer", "To": "email:*" }""", "To can't be 'email:*'")]
    [InlineData("""{ "Role": "Viewer", "To": "email:Ada <ada@example.com>" }""", "To can't be 'email:Ada <ada@example.com>'")]
    [InlineData("""{ "Role": "Viewer", "To": "*", "Deployments": [ "zodiac *" ] }""", "Access:Grants:0:Deployments can't hold 'zodiac *'")]
    [InlineData("""{ "Role": "Viewer", "To": "*", "Commands": [ "retsart" ] }""", "Access:Grants:0:Commands can't hold 'retsart': there is no such command; did you mean restart?")]
    [InlineData("""{ "Role": "Viewer", "To": "*", "Commands": [ "frobnicate *" ] }""", "Access:Grants:0:Commands can't hold 'frobnicate *': there is no such command.")]
    [InlineData("""{ "Role": "Approver", "To": "*", "Commands": [ "approve" ] }""", "can't hold 'approve': name the commands that may be decided on")]
    [InlineData("""{ "Role": "Viewer", "To": "*", "Channels": [ "#incidents" ] }""", "Access:Grants:0:Channels can't hold '#incidents'")]
    public void A_grant_that_means_nothing_is_a_mistake(string grant, string expected) =>
        MistakesIn(grants: grant).ShouldHaveSingleItem().ShouldContain(expected);

    [Theory]
    [InlineData("""{ "Role": "Operator", "To": "*", "Deployments": [] }""", "Access:Grants:0:Deployments must have something in it")]
    [InlineData("""{ "Role": "Operator", "To": "*", "Commands": [] }""", "Access:Grants:0:Commands must have something in it")]
    [InlineData("""{ "Role": "Operator", "To": "*", "channels": null }""", "Access:Grants:0:channels must have something in it")]
    public void A_limit_that_is_empty_does_not_become_no_limit(string grant, string expected) =>
        MistakesIn(grants: grant).ShouldHaveSingleItem().ShouldStartWith(expected);

    [Theory]
    [InlineData("""{ "Slack": [ "U1A" ] }""", "Access:People:0:Name is missing.")]
    [InlineData("""{ "Name": "Ada" }""", "Access:People:0: Ada needs an account: Slack, Teams, Console or Terminal.")]
    [InlineData("""{ "Name": "Ada", "Slack": [ "slack:U1A" ] }""", "Access:People:0: 'slack:U1A' can't be an id of Ada in slack: user ids look like U0123ABCD.")]
    [InlineData("""{ "Name": "Ada", "Teams": [ "ada@example.com" ] }""", "'ada@example.com' can't be an id of Ada in teams")]
    [InlineData("""{ "Name": "Ada", "Console": [ "The Admin" ] }""", "'The Admin' can't be an id of Ada in console")]
    [InlineData("""{ "Name": "Ada", "Slack": [ "U1A" ], "Email": "ada" }""", "Access:People:0:Email can't be 'ada'")]
    [InlineData("""{ "Name": "Ada", "Slack": [ "U1A" ], "Email": "*@example.com" }""", "Access:People:0:Email can't be '*@example.com'")]
    [InlineData("""{ "Name": "Ada", "Slack": [ "U1A" ] }, { "Name": "Bob", "Slack": [ "U1A" ] }""", "Access:People: slack:U1A is given to Ada and to Bob.")]
    [InlineData("""{ "Name": "Ada", "Slack": [ "U1A" ] }, { "Name": "ada", "Slack": [ "U1B" ] }""", "Access:People: the name Ada is given to Ada and to ada.")]
    [InlineData("""{ "Name": "Ada", "Slack": [ "U1A" ], "Email": "a@example.com" }, { "Name": "Bob", "Slack": [ "U1B" ], "Email": "A@example.com" }""", "Access:People: a@example.com is given to Ada and to Bob.")]
    public void A_person_who_can_not_be_is_a_mistake(string people, string expected) =>
        MistakesIn(people: people).ShouldHaveSingleItem().ShouldContain(expected);

    [Fact]
    public void Each_mistake_has_its_line() =>
        MistakesIn(
            grants: """{ "To": "alice", "Commands": [ "x" ] }, { "Role": "Viewer", "To": "*", "Deployments": [] }""",
            people: """{ "Name": "Ada", "Slack": [ "ada" ], "Email": "ada" }""")
        .Count.ShouldBe(6);

    private static List<string> MistakesIn(string grants = "", string people = "")
    {
        var json = $$"""{ "Access": { "Grants": [ {{grants}} ], "People": [ {{people}} ] } }""";
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IInventory>(new FakeInventory())
            .AddChatOps(configuration)
            .AddRestarting(configuration)
            .AddVolumes(configuration)
            .BuildServiceProvider();
        try
        {
            _ = services.GetRequiredService<IOptions<AccessOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException invalid)
        {
            return [.. invalid.Failures];
        }
    }
}
