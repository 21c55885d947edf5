using ChatOps.Access;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Access;

public sealed class RefusalTests
{
    private static readonly Actor Vera = new("slack", "UVERA", "vera");
    private static readonly Scope Restart = new("restart", [new("lunar-nuclear-3725")], new("slack", "C1"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_names_the_missing_role_and_the_one_there_is() =>
        (await RefuseAsync(Restart, new Grant { Role = Role.Viewer, To = "*" })).ShouldBe(Problem.Denied(
            "This needs the role operator; you have viewer.",
            "Whoever keeps the bot's settings can grant it (Access:Grants) to slack:UVERA."));

    [Fact]
    public async Task A_role_that_does_not_reach_here_is_not_one_that_is_had() =>
        (await RefuseAsync(Restart, new Grant { Role = Role.Viewer, To = "*", Deployments = ["zodiac-*"] })).Text
            .ShouldBe("This needs the role operator; you have none.");

    [Fact]
    public async Task Where_only_the_scope_is_missing_the_refusal_names_it()
    {
        (await RefuseAsync(Restart, Operator(grant => grant.Deployments = ["zodiac-*", "platform"]))).Text
            .ShouldBe("This needs the role operator for lunar-nuclear-3725; you have it for zodiac-*, platform only.");
        (await RefuseAsync(Restart with { Areas = null }, Operator(grant => grant.Deployments = ["zodiac-*"]))).Text
            .ShouldBe("This needs the role operator for all deployments at once; you have it for zodiac-* only.");
        (await RefuseAsync(Restart with { Areas = [DeploymentName.Platform] }, Operator(grant => grant.Deployments = ["*"]))).Text
            .ShouldBe("This needs the role operator for the platform; you have it for * only.");
        (await RefuseAsync(Restart, Operator(grant => grant.Commands = ["volume *"]))).Text
            .ShouldBe("This needs the role operator for restart; you have it for volume * only.");
        (await RefuseAsync(Restart, Operator(grant => grant.Channels = ["C2"]))).Text
            .ShouldBe("This needs the role operator here; you have it in C2 only.");
    }

    [Fact]
    public async Task Those_who_can_give_the_role_are_called_by_name()
    {
        AccessOptions access = new()
        {
            People =
            [
                new() { Name = "Adam", Slack = ["UADAM"] },
                new() { Name = "Ada", Slack = ["UADA"], Email = "ada@example.com" },
                new() { Name = "Zoe", Slack = ["UZOE"] },
                new() { Name = "Otto", Slack = ["UOTTO"] },
            ],
            Grants =
            [
                new() { Role = Role.Admin, To = "slack:UADAM" },
                new() { Role = Role.Admin, To = "email:*@example.com", Channels = ["C9"] },
                new() { Role = Role.Admin, To = "slack:UZOE", Deployments = ["zodiac-*"] },
                new() { Role = Role.Approver, To = "slack:UOTTO" },
            ],
        };

        var refusal = await FakeAccess.Grants(access).RefuseAsync(Vera, Role.Operator, Restart, Stop);

        refusal.ShouldNotBeNull().NextStep.ShouldBe("Adam or Ada can grant it (Access:Grants) to slack:UVERA.");
    }

    private static Grant Operator(Action<Grant> limit)
    {
        var grant = new Grant { Role = Role.Operator, To = Vera.Key };
        limit(grant);
        return grant;
    }

    private static async Task<Problem> RefuseAsync(Scope scope, Grant grant) =>
        (await FakeAccess.Grants(grant).RefuseAsync(Vera, Role.Operator, scope, Stop)).ShouldNotBeNull();
}
