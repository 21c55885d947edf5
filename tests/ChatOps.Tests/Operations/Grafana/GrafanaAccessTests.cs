using ChatOps.Chat;
using ChatOps.Houston;
using ChatOps.Operations;
using ChatOps.Tests.Desk;
using ChatOps.Tests.Fakes;
using ChatOps.Tests.Notices;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Grafana;

/// <summary>Access to Grafana as people ask for it, decide on it and see it end.</summary>
public sealed class GrafanaAccessTests : IAsyncLifetime
{
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");
    private static readonly Actor Olga = new("slack", "UOLGA", "olga");
    private static readonly Actor Anna = new("slack", "UANNA", "anna");
    private static readonly Actor Vera = new("slack", "UVERA", "vera");

    private static readonly GrafanaRight ViewerOnly = new("SYSTEM_VIEWER", IsWholePlatform: false, CanBeTakenBack: false);

    private readonly DeskRig _rig = new(
        new()
        {
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = Otto.Key,
            ["Access:Grants:1:Role"] = "Operator",
            ["Access:Grants:1:To"] = Olga.Key,
            ["Access:Grants:2:Role"] = "Approver",
            ["Access:Grants:2:To"] = Anna.Key,
            ["Access:Grants:3:Role"] = "Viewer",
            ["Access:Grants:3:To"] = Vera.Key,
            ["Access:People:0:Name"] = "Viraj",
            ["Access:People:0:Slack:0"] = "U0VIRAJ",
            ["Access:People:0:Email"] = "viraj@astronomer.io",
        });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task In_2018_the_plan_says_that_this_makes_an_administrator_of_everything()
    {
        await _rig.SayAsync(Otto, "grafana access grant viraj@astronomer.io");

        (await _rig.LivingMessageAsync(1)).Split("\nApproval:")[0].ShouldBe(
            """
            Grant of Grafana access for viraj awaits approval
            Person: viraj@astronomer.io (viraj)
            Uuid: uuid-viraj
            Right: default_admin: administrator of the whole platform
            ! This makes viraj administrator of the whole platform: every deployment, every workspace, everybody's rights, and Kibana. This Houston has no right for Grafana alone.
            Back with: grafana access revoke viraj@astronomer.io
            [ ] See that viraj does not have it yet
            [ ] Give viraj default_admin
            [ ] See viraj among those who may open Grafana
            """);
    }

    [Fact]
    public async Task Later_the_plan_gives_the_least_and_says_that_the_bot_can_not_take_it_back()
    {
        _rig.Houston.Right = ViewerOnly;
        await _rig.SayAsync(Otto, "grafana access grant viraj@astronomer.io");

        var plan = await _rig.LivingMessageAsync(1);

        plan.ShouldContain("Right: SYSTEM_VIEWER");
        plan.ShouldNotContain("administrator of the whole platform");
        plan.ShouldContain("! The bot can't take it back: this Houston's API has no call for that.");
        plan.ShouldContain("Astronomer's own web page: System Admin, Users, the person, Role.");
    }

    [Fact]
    public async Task Approved_by_another_person_it_is_given_once_and_seen_on_the_list()
    {
        await _rig.SayAsync(Otto, "grafana access grant viraj@astronomer.io");
        await _rig.SayAsync(Anna, "approve 1");
        await RunAsync(1);

        _rig.Houston.Changes.ShouldBe(["+uuid-viraj"]);
        var end = await _rig.LivingMessageAsync(1);
        end.ShouldStartWith("Granted Grafana access for viraj in under a second");
        end.ShouldContain("[x] See viraj among those who may open Grafana");
        end.ShouldContain("Grafana opens for them now; they need not sign in again.");
    }

    [Fact]
    public async Task Two_who_ask_for_one_person_get_one_grant_and_the_second_is_shown_the_first()
    {
        await _rig.SayAsync(Otto, "grafana access grant viraj@astronomer.io");
        var second = await _rig.SayAsync(Olga, "grafana access grant viraj@astronomer.io");
        await _rig.SayAsync(Anna, "approve 1");
        await RunAsync(1);

        second.ShouldContain("Operation 1 by otto is at it already, so yours was not started. You will be told here when it is done.");
        (await _rig.SayAsync(Olga, "grafana access grant viraj@astronomer.io")).ShouldContain("operation 2");
        await RunAsync(2);
        (await _rig.LivingMessageAsync(2)).ShouldStartWith("Granted Grafana access for viraj");
        _rig.Houston.Changes.ShouldBe(["+uuid-viraj"]);
    }

    [Theory]
    [InlineData("grafana access grant viraj@astronomer.io")]
    [InlineData("grafana access grant @U0VIRAJ")]
    public async Task Two_who_ask_at_once_get_one_grant_and_both_are_told_that_it_is_done(string other)
    {
        var slack = new FakeChatPlatform();
        var notices = new NoticeRig(_rig.Database, _rig.Services.GetRequiredService<OperationMessages>(), slack);
        await notices.EnlistAsync();
        await Task.WhenAll(
            Task.Run(() => _rig.SayAsync(Otto, "grafana access grant viraj@astronomer.io", channel: "COTTO"), Stop),
            Task.Run(() => _rig.SayAsync(Olga, other, channel: "COLGA"), Stop));
        var living = (await _rig.Database.Outbox.OfOperationAsync(1, Stop)).ShouldHaveSingleItem();
        await _rig.Database.Outbox.SentAsync(living.Id, "living-1", version: 1, _rig.Time.GetUtcNow(), Stop);
        await _rig.SayAsync(Anna, "approve 1");

        await RunAsync(1);
        await notices.TellAsync();

        _rig.Houston.Changes.ShouldBe(["+uuid-viraj"]);
        (await _rig.Database.Operations.FindAsync(2, Stop)).ShouldBeNull();
        slack.Posts
            .Where(post => post.Message.Title == "Granted Grafana access for viraj in under a second")
            .Select(post => (post.Where.Channel, post.Message.Addressees.Single()))
            .ShouldBe([("COTTO", Otto), ("COLGA", Olga)], ignoreOrder: true);
    }

    [Fact]
    public async Task What_somebody_else_gave_before_it_ran_is_neither_given_nor_ever_taken_back()
    {
        await _rig.SayAsync(Otto, "grafana access grant viraj@astronomer.io");
        await _rig.SayAsync(Anna, "approve 1");
        _rig.Houston.Members.Add(FakeHouston.Viraj);

        await RunAsync(1);

        (await FindAsync(1)).Steps.ShouldHaveSingleItem().Note.ShouldBe("they have it already, given by somebody else");
        _rig.Houston.Changes.ShouldBeEmpty();
        _rig.Houston.Members.ShouldContain(FakeHouston.Viraj);
    }

    [Fact]
    public async Task What_somebody_else_gave_in_the_same_moment_stays_theirs_when_the_operation_is_stopped()
    {
        _rig.Houston.NextGrant = Problem.Conflict("Houston tried and failed.");
        _rig.Houston.Meanwhile = async () =>
        {
            _rig.Houston.Members.Add(FakeHouston.Viraj);
            await _rig.SayAsync(Otto, "cancel 1");
        };

        await GrantAsync();

        (await FindAsync(1)).State.ShouldBe(OperationState.Cancelled);
        _rig.Houston.Changes.ShouldBe(["+uuid-viraj"]);
        _rig.Houston.Members.ShouldContain(FakeHouston.Viraj);
    }

    [Fact]
    public async Task What_the_operation_gave_itself_is_taken_back_when_it_is_stopped()
    {
        _rig.Houston.Meanwhile = () => _rig.SayAsync(Otto, "cancel 1");

        await GrantAsync();

        (await FindAsync(1)).State.ShouldBe(OperationState.Cancelled);
        _rig.Houston.Changes.ShouldBe(["+uuid-viraj", "-uuid-viraj"]);
    }

    [Fact]
    public async Task Whoever_has_it_already_needs_no_approval_and_nothing_is_changed()
    {
        (await _rig.SayAsync(Otto, "grafana access grant nora@astronomer.io")).ShouldNotContain("awaits approval");
        await RunAsync(1);

        var end = await _rig.LivingMessageAsync(1);
        end.ShouldStartWith("Granted Grafana access for nora");
        end.ShouldContain("They have it already, so nothing is changed.");
        _rig.Houston.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mention_is_the_person_whose_address_the_settings_know()
    {
        (await _rig.SayAsync(Otto, "grafana access grant @U0VIRAJ")).ShouldContain("Grant of Grafana access for viraj awaits approval");
    }

    [Theory]
    [InlineData("slack", "U0NORA")]
    [InlineData("teams", "8a5f5f0e-2f2c-4d6e-9c3b-5d1f0c6a7b21")]
    public async Task A_mention_is_else_the_person_whose_address_the_chat_platform_vouches_for(string platform, string id)
    {
        _rig.Directory.Emails[$"{platform}:{id}"] = "nora@astronomer.io";

        (await _rig.SayAsync(Otto, $"houston users find @{id}")).ShouldStartWith("nora@astronomer.io has signed up");
    }

    [Theory]
    [InlineData("@U0NORA", "Slack")]
    [InlineData("@8a5f5f0e-2f2c-4d6e-9c3b-5d1f0c6a7b21", "Teams")]
    public async Task While_the_chat_platform_is_away_an_address_has_to_be_written(string mention, string platform)
    {
        _rig.Directory.Fault = new ChatUnavailableException("It is away.");

        (await _rig.SayAsync(Otto, $"grafana access grant {mention}"))
            .ShouldBe($"{platform} does not tell that person's e-mail address now.\nWrite the address instead.");
    }

    [Fact]
    public async Task A_mention_of_somebody_whose_address_nobody_vouches_for_is_refused()
    {
        (await _rig.SayAsync(Otto, "grafana access grant @U0NOBODY"))
            .ShouldBe("Nobody vouches for that person's e-mail address.\nWrite the address instead.");
    }

    [Theory]
    [InlineData("grafana access grant viraj")]
    [InlineData("""grafana access grant 'x") { uuid } groups(entityType:"system'""")]
    [InlineData("grafana access grant \"Viraj <viraj@astronomer.io>\"")]
    public async Task What_is_no_address_never_gets_to_Houston(string text)
    {
        _rig.Houston.Away = Problem.Unavailable("It was asked.");

        (await _rig.SayAsync(Otto, text)).ShouldContain("give an e-mail address");
    }

    [Fact]
    public async Task Somebody_who_has_not_signed_up_can_be_given_nothing() =>
        (await _rig.SayAsync(Otto, "grafana access grant nobody@astronomer.io")).ShouldStartWith(
            "Nobody has signed up in Houston as nobody@astronomer.io.");

    [Fact]
    public async Task With_Houston_away_nothing_is_planned()
    {
        _rig.Houston.Away = Problem.Unavailable("Houston did not answer, or not in time.", "Ask again in a moment.");

        (await _rig.SayAsync(Otto, "grafana access grant viraj@astronomer.io")).ShouldBe(
            "Houston did not answer, or not in time.\nAsk again in a moment.");
    }

    [Fact]
    public async Task Taking_it_away_needs_another_person_too()
    {
        await _rig.SayAsync(Otto, "grafana access revoke nora@astronomer.io");
        (await _rig.LivingMessageAsync(1)).ShouldContain("! nora is not administrator of the platform any more then");
        await _rig.SayAsync(Anna, "approve 1");
        await RunAsync(1);

        _rig.Houston.Changes.ShouldBe(["-uuid-nora"]);
        (await _rig.LivingMessageAsync(1)).ShouldStartWith("Revoked Grafana access of nora");
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        _rig.Houston.Members.Remove(FakeHouston.Nora);

        (await _rig.SayAsync(Otto, "grafana access revoke admin@astronomer.io")).ShouldStartWith(
            "admin@astronomer.io is the only administrator of the platform");
    }

    [Fact]
    public async Task The_last_administrator_stays_one_though_another_was_there_when_it_was_planned()
    {
        await _rig.SayAsync(Otto, "grafana access revoke nora@astronomer.io");
        await _rig.SayAsync(Anna, "approve 1");
        _rig.Houston.Members.Remove(FakeHouston.Admin);
        await RunAsync(1);

        _rig.Houston.Changes.ShouldBeEmpty();
        (await _rig.LivingMessageAsync(1)).ShouldContain("nora@astronomer.io is the only administrator of the platform");
    }

    [Fact]
    public async Task Of_two_administrators_who_are_to_lose_it_at_once_nobody_does()
    {
        await _rig.SayAsync(Otto, "grafana access revoke nora@astronomer.io");
        await _rig.SayAsync(Anna, "approve 1");
        _rig.Houston.WhileRevoking = () => _rig.Houston.Members.Remove(FakeHouston.Admin);
        await RunAsync(1);

        _rig.Houston.Members.ShouldBe([FakeHouston.Nora]);
        _rig.Houston.Changes.ShouldBe(["-uuid-nora", "+uuid-nora"]);
        (await _rig.LivingMessageAsync(1)).ShouldContain("The only other administrator lost the right at the same moment, so nora has it back");
    }

    [Fact]
    public async Task Where_no_call_takes_it_away_the_answer_says_where_a_person_can()
    {
        _rig.Houston.Right = ViewerOnly;

        (await _rig.SayAsync(Otto, "grafana access revoke nora@astronomer.io")).ShouldBe(
            "This Houston's API has no call that takes a system role from a person.\nAn administrator can, in Astronomer's own web page: System Admin, Users, the person, Role.");
    }

    [Fact]
    public async Task Two_kinds_of_change_to_one_persons_access_are_one_at_a_time()
    {
        await _rig.SayAsync(Otto, "grafana access revoke nora@astronomer.io");

        (await _rig.SayAsync(Olga, "grafana access grant nora@astronomer.io")).ShouldContain("Operation 1 by otto waits for approval since ");
    }

    [Theory]
    [InlineData("grafana access list")]
    [InlineData("houston users find viraj@astronomer.io")]
    public async Task Addresses_are_for_those_who_may_act(string text)
    {
        (await _rig.SayAsync(Vera, text)).ShouldContain("This needs the role operator");
        (await _rig.SayAsync(Otto, text)).ShouldContain("@astronomer.io");
    }

    [Fact]
    public async Task The_list_says_who_and_by_what() =>
        (await _rig.SayAsync(Otto, "grafana access list")).ShouldBe(
            """
            2 people may open Grafana
            E-MAIL               BY             UUID
            admin@astronomer.io  default_admin  uuid-admin
            nora@astronomer.io   default_admin  uuid-nora
            Each of them is administrator of the whole platform: default_admin is the only right that opens Grafana here.
            """);

    [Fact]
    public async Task A_person_who_was_found_is_shown_with_what_they_may() =>
        (await _rig.SayAsync(Otto, "houston users find viraj@astronomer.io")).ShouldBe(
            """
            viraj@astronomer.io has signed up
            User name: viraj
            Address confirmed: yes
            Uuid: uuid-viraj
            Grafana: no; give it: grafana access grant viraj@astronomer.io
            """);

    [Fact]
    public async Task The_trail_says_who_was_given_what_and_the_title_holds_no_address()
    {
        await _rig.SayAsync(Otto, "grafana access grant viraj@astronomer.io");
        await _rig.SayAsync(Anna, "approve 1");
        await RunAsync(1);

        var trail = await _rig.SayAsync(Otto, "audit --operation 1");
        trail.ShouldContain("asked: grafana access grant viraj@astronomer.io");
        trail.ShouldContain("step started: Give viraj default_admin: User houston/viraj");
        var operation = (await _rig.Database.Operations.FindAsync(1, Stop)).ShouldNotBeNull();
        operation.Subject.ShouldNotContain("@", customMessage: "logs name the subject");
    }

    private async Task GrantAsync()
    {
        await _rig.SayAsync(Otto, "grafana access grant viraj@astronomer.io");
        await _rig.SayAsync(Anna, "approve 1");
        await RunAsync(1);
    }

    private async Task<Operation> FindAsync(int id) => (await _rig.Database.Operations.FindAsync(id, Stop)).ShouldNotBeNull();

    private Task RunAsync(int id) => _rig.Services.GetRequiredService<OperationRunner>().RunAsync(id, Stop);
}
