using ChatOps.Access;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Diagnosing;
using ChatOps.Operations.Rescheduling;
using ChatOps.Operations.Restarting;
using ChatOps.Operations.Volumes;
using ChatOps.Queries.Pods;
using ChatOps.Queries.Volumes;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Access;

public sealed class ScopesTests
{
    private static readonly Conversation Room = new("slack", "C1");

    private readonly Scopes _scopes = FakeAccess.Scopes(RunbookPlatform.Create());

    [Fact]
    public void Every_command_that_names_a_deployment_is_granted_by_it()
    {
        var naming = typeof(ICommand).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(ICommand)))
            .Where(type => type.GetProperties().Any(property =>
                (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(DeploymentName)))
            .ToList();

        naming.Count.ShouldBeGreaterThan(5);
        naming.ShouldAllBe(type => type.IsAssignableTo(typeof(IAreaCommand)));
    }

    [Fact]
    public void A_change_is_about_the_deployment_it_names_or_else_the_platform()
    {
        AreasOf(new RestartCommand(new("scheduler"), new("zodiac-cosmo-1172"), null, Force: false, null)).ShouldBe("zodiac-cosmo-1172");
        AreasOf(new RestartCommand(new("prometheus"), null, null, Force: false, null)).ShouldBe("platform");
        AreasOf(new VolumeDeleteCommand("data", new("gone-1"), KeepDisk: false, Snapshot: false)).ShouldBe("gone-1");
    }

    [Fact]
    public void A_change_is_never_about_what_a_name_only_begins() =>
        AreasOf(new RestartCommand(new("scheduler"), new("zodiac"), null, Force: false, null)).ShouldBe("zodiac");

    [Fact]
    public void A_query_is_about_the_deployment_that_its_word_begins_or_else_everything()
    {
        AreasOf(new PodsQuery(new("zodiac-cos"), Unhealthy: false)).ShouldBe("zodiac-cosmo-1172");
        AreasOf(new PodsQuery(DeploymentName.Platform, Unhealthy: false)).ShouldBe("platform");
        AreasOf(new PodsQuery(null, Unhealthy: false)).ShouldBe("everything");
        AreasOf(new VolumesQuery(new("nowhere"), Orphaned: false)).ShouldBe("nowhere");
    }

    [Theory]
    [InlineData("zodiac-cosmo-1172-worker-0", "zodiac-cosmo-1172")]
    [InlineData("astronomer-ee-zodiac-cosmo-1172/zodiac-cosmo-1172-worker-0", "zodiac-cosmo-1172")]
    [InlineData("zodiac-cosmo-1172-webserver-846d8b9f97-gone1", "zodiac-cosmo-1172")] // gone, but its workload is there
    [InlineData("zodiac", "zodiac-cosmo-1172")]
    [InlineData("prometheus", "platform")]
    [InlineData("solitary-lightningbug-prometheus-0", "platform")]
    [InlineData("nobody-knows", "everything")]
    public void What_names_no_deployment_is_about_the_one_that_its_subject_belongs_to(string subject, string area)
    {
        AreasOf(new DiagnoseQuery(new SubjectName(subject), Deployment: null)).ShouldBe(area);
        AreasOf(new RescheduleCommand(new SubjectName(subject), Attempts: null)).ShouldBe(area);
        AreasOf(new DiagnoseQuery(Subject: null, Deployment: null)).ShouldBe("everything");
    }

    [Fact]
    public void An_operation_is_about_what_its_text_says_and_was_asked_where_it_was()
    {
        var operation = new FakeCapability().Operation();

        _scopes.Of(operation).Command.ShouldBe("restart");
        _scopes.Of(operation).Areas.ShouldBe([new DeploymentName("zodiac-cosmo-1172")]);
        _scopes.Of(operation).Conversation.ShouldBe(FakeCapability.Room);
        _scopes.Of(operation, Room).Conversation.ShouldBe(Room);
    }

    [Fact]
    public void An_operation_whose_text_this_version_can_not_read_is_about_everything() =>
        _scopes.Of(new FakeCapability().Operation(text: "reboot all")).Areas.ShouldBeNull();

    private string AreasOf(ICommand command) =>
        _scopes.Of(command, Room).Areas is { } areas ? string.Join(", ", areas) : "everything";
}
