using ChatOps.Access;
using ChatOps.Chat;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Access;

public sealed class PeopleTests
{
    private const string InSettings = "8A5F5F0E-2F2C-4D6E-9C3B-5D1F0C6A7B21";
    private const string InTokens = "8a5f5f0e-2f2c-4d6e-9c3b-5d1f0c6a7b21";

    private static readonly Actor InTeams = new("teams", InTokens, "ada@example.com");
    private static readonly Scope Restart = new("restart", [new("zodiac-cosmo-1172")], new("teams", "19:abc@thread.tacv2"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void An_object_id_is_the_same_however_its_letters_are_written()
    {
        var people = FakeAccess.People(new()
        {
            People = [new() { Name = "Ada", Slack = ["UADA"], Teams = [InSettings] }, new() { Name = "Bob", Slack = ["UBOB"] }],
        });

        people.Named(InTeams).Name.ShouldBe("Ada");
        people.AccountsOf(InTeams).Select(account => account.Platform).ShouldBe(["teams", "slack"]);
        people.IsSamePerson(InTeams, new("slack", "UADA", "ada")).ShouldBeTrue();
        people.IsSamePerson(InTeams, InTeams with { Id = InSettings }).ShouldBeTrue();
        people.IsSamePerson(InTeams, new("slack", "UBOB", "bob")).ShouldBeFalse();
    }

    [Theory]
    [InlineData($"teams:{InSettings}", true)]
    [InlineData($"teams:{InTokens}", true)]
    [InlineData("teams:8a5f5f0e-2f2c-4d6e-9c3b-5d1f0c6a7b22", false)]
    public async Task A_grant_means_an_object_id_however_its_letters_are_written(string to, bool may)
    {
        var grants = FakeAccess.Grants(new Grant { Role = Role.Operator, To = to });

        (await grants.RefuseAsync(InTeams, Role.Operator, Restart, Stop) is null).ShouldBe(may);
    }
}
