using System.ComponentModel.DataAnnotations;
using ChatOps.Access;
using ChatOps.Chat;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Access;

public sealed class GrantsTests
{
    private static readonly Actor Alice = new("slack", "UALICE", "alice");

    [Fact]
    public void Nothing_granted_is_nothing_allowed() => RoleOf(Alice).ShouldBe(Role.None);

    [Fact]
    public void The_highest_grant_counts() => RoleOf(
        Alice, new() { Role = Role.Approver, To = "slack:UALICE" }, new() { Role = Role.Viewer, To = "*" }).ShouldBe(Role.Approver);

    [Theory]
    [InlineData("*", Role.Operator)]
    [InlineData("slack:*", Role.Operator)]
    [InlineData("slack:UALICE", Role.Operator)]
    [InlineData("console:*", Role.None)]
    [InlineData("console:UALICE", Role.None)]
    [InlineData("slack:UALIC", Role.None)]
    [InlineData("slack:alice", Role.None)]
    public void A_grant_is_for_all_for_a_platform_or_for_an_immutable_id(string to, Role expected) =>
        RoleOf(Alice, new Grant { Role = Role.Operator, To = to }).ShouldBe(expected);

    [Fact]
    public void A_refusal_names_the_role_that_is_needed_and_the_one_there_is()
    {
        var grants = With(new Grant { Role = Role.Viewer, To = "*" });

        grants.Refuse(Alice, Role.Viewer).ShouldBeNull();
        grants.Refuse(Alice, Role.Operator).ShouldNotBeNull().Text.ShouldBe("This needs the role operator; you have viewer.");
    }

    [Fact]
    public void A_grant_without_a_role_is_a_mistake_and_not_nothing()
    {
        var options = new AccessOptions { Grants = [new Grant { To = "slack:UALICE" }] };

        options.Validate(new ValidationContext(options)).Select(mistake => mistake.ErrorMessage)
            .ShouldBe(["Access:Grants: each grant needs a Role."]);
    }

    private static Role RoleOf(Actor actor, params Grant[] grants) => With(grants).RoleOf(actor);

    private static Grants With(params Grant[] grants)
    {
        var services = new ServiceCollection()
            .AddChatOps(new ConfigurationBuilder().Build())
            .Configure<AccessOptions>(access => access.Grants = grants)
            .BuildServiceProvider();
        return services.GetRequiredService<Grants>();
    }
}
