using ChatOps.Access;
using ChatOps.Access.SignedIn;
using ChatOps.Chat;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Access;

/// <summary>What an identity provider says of somebody counts for grants like any other group, and not for ever.</summary>
public sealed class SignedInMembersTests
{
    private static readonly Actor Ada = new("console", "0c1d-ada", "ada");

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Groups_and_a_verified_address_count_for_those_of_the_console_alone()
    {
        await using var database = await TestDatabase.CreateAsync(_time, Stop);
        await database.SignedIn.RememberAsync(new(Ada.Id, "ada", "ada@example.com", ["approvers", "staff"], _time.GetUtcNow()), Stop);
        var members = new SignedInMembers(database.SignedIn, _time);

        (await members.IsMemberAsync("console-group:approvers", Ada, Stop)).ShouldBeTrue();
        (await members.IsMemberAsync("console-group:admins", Ada, Stop)).ShouldBeFalse();
        (await members.IsMemberAsync("slack-group:approvers", Ada, Stop)).ShouldBeFalse();
        (await members.IsMemberAsync("console-group:approvers", Ada with { Platform = "slack" }, Stop)).ShouldBeFalse();
        (await members.FindAsync(Ada, Stop)).ShouldBe("ada@example.com");
    }

    [Fact]
    public async Task Who_left_a_group_has_its_role_until_the_next_sign_in_and_12_hours_at_most()
    {
        await using var database = await TestDatabase.CreateAsync(_time, Stop);
        var members = new SignedInMembers(database.SignedIn, _time);
        await database.SignedIn.RememberAsync(new(Ada.Id, "ada", Email: null, ["approvers"], _time.GetUtcNow()), Stop);
        _time.Advance(SignedInMembers.CountsFor - TimeSpan.FromMinutes(1));
        (await members.IsMemberAsync("console-group:approvers", Ada, Stop)).ShouldBeTrue();

        _time.Advance(TimeSpan.FromMinutes(1));
        (await members.IsMemberAsync("console-group:approvers", Ada, Stop)).ShouldBeFalse();

        await database.SignedIn.RememberAsync(new(Ada.Id, "ada", Email: null, ["staff"], _time.GetUtcNow()), Stop);
        (await members.IsMemberAsync("console-group:staff", Ada, Stop)).ShouldBeTrue();
        (await members.IsMemberAsync("console-group:approvers", Ada, Stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_begun_goes_on_with_the_roles_of_who_signed_out_meanwhile()
    {
        await using var database = await TestDatabase.CreateAsync(_time, Stop);
        var members = new SignedInMembers(database.SignedIn, _time);
        await database.SignedIn.RememberAsync(new(Ada.Id, "ada", Email: null, ["approvers"], _time.GetUtcNow()), Stop);
        _time.Advance(TimeSpan.FromMinutes(1));

        await database.SignedIn.SignOutAsync(Ada.Id, _time.GetUtcNow(), Stop);
        (await members.IsMemberAsync("console-group:approvers", Ada, Stop)).ShouldBeTrue();

        _time.Advance(SignedInMembers.CountsFor);
        (await members.IsMemberAsync("console-group:approvers", Ada, Stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_sign_out_ends_the_sign_in_before_it_whatever_the_clock_of_its_host_says()
    {
        await using var database = await TestDatabase.CreateAsync(_time, Stop);
        await database.SignedIn.RememberAsync(new(Ada.Id, "ada", Email: null, [], _time.GetUtcNow()), Stop);

        await database.SignedIn.SignOutAsync(Ada.Id, _time.GetUtcNow() - TimeSpan.FromSeconds(3), Stop);

        var known = (await database.SignedIn.FindAsync(Ada.Id, Stop)).ShouldNotBeNull();
        known.SignedOutAt.ShouldBe(known.At);
    }

    [Fact]
    public async Task A_sign_in_after_a_sign_out_counts_whatever_the_clock_of_its_host_says()
    {
        await using var database = await TestDatabase.CreateAsync(_time, Stop);
        var (now, ahead) = (_time.GetUtcNow(), _time.GetUtcNow() + TimeSpan.FromSeconds(3) + TimeSpan.FromTicks(7));
        await database.SignedIn.RememberAsync(new(Ada.Id, "ada", Email: null, [], now), Stop);
        await database.SignedIn.SignOutAsync(Ada.Id, ahead, Stop);

        var at = await database.SignedIn.RememberAsync(new(Ada.Id, "ada", Email: null, [], now + TimeSpan.FromSeconds(1)), Stop);

        at.ShouldBeGreaterThan(ahead);
        (at.Ticks % TimeSpan.TicksPerMicrosecond).ShouldBe(0, "PostgreSQL keeps no more of it");
        (await database.SignedIn.FindAsync(Ada.Id, Stop)).ShouldNotBeNull().At.ShouldBe(at);
    }

    [Fact]
    public async Task Two_first_sign_ins_at_once_are_both_taken()
    {
        await using var database = await TestDatabase.CreateAsync(_time, Stop);
        for (var round = 0; round < 20; round++)
        {
            var person = new SignedInPerson($"{Ada.Id}-{round}", "ada", Email: null, ["staff"], _time.GetUtcNow());
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => database.SignedIn.RememberAsync(person, Stop), Stop)));

            (await database.SignedIn.FindAsync(person.Id, Stop)).ShouldNotBeNull().Groups.ShouldBe(["staff"]);
        }
    }

    [Theory]
    [InlineData("console-group:approvers", true)]
    [InlineData("console-group:platform/on-call", true)]
    [InlineData("console-group:", false)]
    [InlineData("console-group:two words", false)]
    public void A_grant_names_a_group_as_the_provider_does(string to, bool isGood) =>
        (Grantee.Read(to) is { IsGroup: true }).ShouldBe(isGood);
}
