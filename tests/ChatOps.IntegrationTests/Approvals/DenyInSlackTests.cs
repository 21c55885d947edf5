using System.Text.Json;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.IntegrationTests.Volumes;
using ChatOps.Operations;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Approvals;

/// <summary>A denial with its reason, over signed requests and a Slack that judges the modal.</summary>
public sealed class DenyInSlackTests
{
    private const string Reason = "not during the \"nightly\" run";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deny_asks_why_and_the_reason_reaches_the_message_the_asker_and_the_trail()
    {
        await using var slack = await FakeSlack.StartAsync(Stop);
        await using var host = await HostProcess.StartNewAsync(SlackUser.SettingsForTwo(slack), Stop);
        var volumes = new VolumeBySlack(host, slack, Path.Combine(host.DataFolder, "simulator.kubeconfig"));
        var before = await volumes.UidAsync(VolumeBySlack.Redis, Stop);
        await volumes.AskAsync(operation: 1, Stop);
        var approve = await volumes.ApproveButtonAsync(Stop);

        var modal = await volumes.Bob.OpenAsync((await volumes.MessageAsync("awaits approval", Stop)).Button("Deny"), Stop);
        modal.ToString().ShouldContain("Why not?");
        modal.GetProperty("blocks")[0].GetProperty("optional").GetBoolean().ShouldBeTrue();
        (await volumes.StateAsync(operation: 1)).ShouldBe(OperationState.AwaitingApproval, "nothing is decided by opening a question");

        Said(await volumes.Bob.SubmitAsync(modal, Reason, Stop)).ShouldContain("You denied operation 1");
        Said(await volumes.Bob.SubmitAsync(modal, Reason, Stop)).ShouldContain("denied", Case.Insensitive, "delivered twice");

        var message = await volumes.MessageAsync("was denied", Stop);
        message.Text.ShouldContain("not during the 'nightly' run");
        message.Buttons.ShouldBeEmpty();
        (await volumes.StateAsync(operation: 1)).ShouldBe(OperationState.Denied);
        (await volumes.UidAsync(VolumeBySlack.Redis, Stop)).ShouldBe(before);
        await Eventually.SeeAsync(
            "the asker is told in the message's thread",
            async stop => await slack.MessagesAsync("CINCIDENT", stop),
            all => all.Any(told => told.ThreadTs == message.Ts && told.Text.Contains("denied", StringComparison.Ordinal)),
            Stop);
        (await volumes.Alice.SayAsync("audit --operation 1", Stop)).ShouldContain("denied: not during the 'nightly' run");
        (await volumes.Bob.PressAndReadAsync(approve, Stop)).ShouldContain("denied", Case.Insensitive, "an old button answers with the end");
    }

    private static string Said(JsonElement view) => view.GetProperty("blocks").ToString();
}
