using ChatOps.Access;
using ChatOps.Chat;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Access;

public sealed class MembershipTests
{
    private const string OnCall = "slack-group:SONCALL";
    private static readonly Actor Alice = new("slack", "UALICE", "alice");
    private static readonly Actor AliceInTeams = new("teams", "8a5f5f0e-2f2c-4d6e-9c3b-5d1f0c6a7b21", "Alice A.");
    private static readonly Scope Restart = new("restart", [new("zodiac-cosmo-1172")], new("slack", "C1"));

    private readonly FakeDirectory _directory = new();
    private readonly FakeTimeProvider _time = new();
    private readonly AccessOptions _access = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_is_whoever_the_chat_platform_says_is_in_it()
    {
        Grant(OnCall);
        (await RefuseAsync(Alice)).ShouldNotBeNull().Kind.ShouldBe(ProblemKind.Denied);

        _directory.Groups[OnCall] = [Alice.Key];
        (await RefuseAsync(Alice)).ShouldBeNull();

        _directory.Groups[OnCall] = [];
        (await RefuseAsync(Alice)).ShouldNotBeNull().Kind.ShouldBe(ProblemKind.Denied);
    }

    [Fact]
    public async Task A_group_that_is_gone_has_nobody_in_it()
    {
        Grant(OnCall);
        _directory.Groups[OnCall] = [Alice.Key];
        _directory.Fault = new ChatRefusedException("no such group");

        (await RefuseAsync(Alice)).ShouldNotBeNull().Kind.ShouldBe(ProblemKind.Denied);
    }

    [Fact]
    public async Task While_nobody_can_say_who_is_in_a_group_the_answer_is_neither_yes_nor_no()
    {
        Grant(OnCall);
        _directory.Fault = new ChatUnavailableException("Slack is away");

        var refusal = (await RefuseAsync(Alice)).ShouldNotBeNull();

        refusal.Kind.ShouldBe(ProblemKind.Unavailable);
        refusal.Text.ShouldBe("The bot can't tell now whether you may: nobody says who is one of slack-group:SONCALL.");
    }

    [Fact]
    public async Task A_chat_platform_that_never_answers_is_not_waited_for()
    {
        Grant(OnCall);
        _directory.Hangs = true;

        var asking = RefuseAsync(Alice);
        _time.Advance(Membership.Patience - TimeSpan.FromMilliseconds(1));
        asking.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        (await asking.WaitAsync(TimeSpan.FromSeconds(10), Stop)).ShouldNotBeNull().Kind.ShouldBe(ProblemKind.Unavailable);
    }

    [Fact]
    public async Task Who_has_the_role_by_the_settings_is_not_looked_up()
    {
        Grant(OnCall);
        Grant("slack:UALICE");
        _directory.Fault = new ChatUnavailableException("Slack is away");

        (await RefuseAsync(Alice)).ShouldBeNull();
        _directory.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task What_would_not_suffice_is_not_looked_up_before_it_is_granted()
    {
        Grant(OnCall, grant => grant.Role = Role.Viewer);
        Grant(OnCall, grant => grant.Deployments = ["lunar-*"]);
        Grant("email:*@example.com");
        _directory.Emails[Alice.Key] = "alice@example.com";

        (await RefuseAsync(Alice)).ShouldBeNull();
        _directory.Asked.ShouldBe(1);
    }

    [Theory]
    [InlineData("email:*@example.com", "alice@example.com", true)]
    [InlineData("email:alice@example.com", "Alice@Example.com", true)]
    [InlineData("email:bob@example.com", "alice@example.com", false)]
    [InlineData("email:*@example.com", "alice@example.com.evil.org", false)]
    [InlineData("email:*@example.com", "alice@sub.example.com", false)]
    public async Task An_address_is_the_one_that_the_chat_platform_vouches_for(string to, string email, bool may)
    {
        Grant(to);
        _directory.Emails[Alice.Key] = email;

        (await RefuseAsync(Alice) is null).ShouldBe(may);
    }

    [Fact]
    public async Task An_address_in_the_settings_is_the_only_one()
    {
        Grant("email:*@example.com");
        _access.People.Add(new Person { Name = "Alice", Slack = [Alice.Id], Email = "alice@elsewhere.org" });
        _directory.Emails[Alice.Key] = "alice@example.com";

        (await RefuseAsync(Alice)).ShouldNotBeNull();
        _directory.Asked.ShouldBe(0);
    }

    [Theory]
    [InlineData("slack:UALICE")]
    [InlineData(OnCall)]
    [InlineData("email:*@example.com")]
    public async Task What_one_account_is_granted_the_person_has_in_every_other(string to)
    {
        Grant(to);
        _directory.Groups[OnCall] = [Alice.Key];
        _directory.Emails[Alice.Key] = "alice@example.com";
        (await RefuseAsync(AliceInTeams)).ShouldNotBeNull();

        _access.People.Add(new Person { Name = "Alice", Slack = [Alice.Id], Teams = [AliceInTeams.Id] });

        (await RefuseAsync(AliceInTeams)).ShouldBeNull();
    }

    [Fact]
    public async Task An_account_that_the_chat_platform_does_not_know_says_nothing_of_the_persons_others()
    {
        Grant(OnCall);
        _directory.Groups[OnCall] = [Alice.Key];
        _directory.Unknown.Add(AliceInTeams.Key);
        _access.People.Add(new Person { Name = "Alice", Slack = [Alice.Id], Teams = [AliceInTeams.Id] });

        (await RefuseAsync(AliceInTeams)).ShouldBeNull();
    }

    private void Grant(string to, Action<Grant>? limit = null)
    {
        var grant = new Grant { Role = Role.Operator, To = to };
        limit?.Invoke(grant);
        _access.Grants.Add(grant);
    }

    private Task<Problem?> RefuseAsync(Actor actor) =>
        FakeAccess.Grants(_access, _directory, _time).RefuseAsync(actor, Role.Operator, Restart, Stop);
}
