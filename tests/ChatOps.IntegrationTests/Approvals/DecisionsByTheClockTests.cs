using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.IntegrationTests.Volumes;
using ChatOps.Operations;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Approvals;

/// <summary>What a running host decides by its settings and its clock, and what a press does to something that runs.</summary>
public sealed partial class DecisionsByTheClockTests(DecidingHost rig) : IClassFixture<DecidingHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_the_asker_has_to_confirm_nobody_else_can_and_then_it_runs()
    {
        var operation = await rig.AskAsync($"restart scheduler {VolumeBySlack.Release}");
        var shown = await rig.SeeAsync(operation, "awaits approval");
        var approve = shown.Buttons.Single(button => button.StartsWith("approve ", StringComparison.Ordinal));

        (await rig.Bob.PressAndReadAsync(approve, Stop)).ShouldContain("alice");
        (await rig.OperationAsync(operation)).State.ShouldBe(OperationState.AwaitingApproval);
        (await rig.Alice.PressAndReadAsync(approve, Stop)).ShouldContain($"You approved operation {operation}");

        (await rig.SeeAsync(operation, $"Restarted scheduler of {VolumeBySlack.Release}")).Buttons.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_that_nobody_decides_on_is_closed_without_a_click()
    {
        var claim = await UidAsync();
        var operation = await rig.AskAsync($"volume delete redis-db-redis-0 {VolumeBySlack.Release}");

        var message = await rig.SeeAsync(operation, "was not approved in time");

        message.Buttons.ShouldBe([$"retry {operation}"]);
        (await rig.OperationAsync(operation)).State.ShouldBe(OperationState.Expired);
        (await rig.Bob.SayAsync($"approve {operation}", Stop)).ShouldContain("was not approved in time");
        (await UidAsync()).ShouldBe(claim);
    }

    [Fact]
    public async Task Who_goes_on_alone_is_seen_counting_down_and_stays_in_review_until_another_signs_it_off()
    {
        var operation = await rig.AskAsync($"restart webserver {VolumeBySlack.Release} --force");
        await rig.SeeAsync(operation, "awaits approval");

        (await rig.Alice.SayAsync($"break-glass {operation} --reason \"nobody else is awake\"", Stop))
            .ShouldContain("goes on without approval");
        await rig.SeeAsync(operation, "nobody else is awake");
        await rig.SeeAsync(operation, "Killed and restarted");

        (await rig.Bob.SayAsync("operations --review", Stop)).ShouldContain("nobody else is awake");
        (await rig.Alice.SayAsync($"sign-off {operation}", Stop)).ShouldContain("somebody else has to sign it off");
        (await rig.Bob.SayAsync($"sign-off {operation} --note \"was right\"", Stop)).ShouldContain($"{operation}");
        (await rig.Bob.SayAsync("operations --review", Stop)).ShouldContain("Nothing that ran without approval waits for a review");
    }

    [Fact]
    public async Task A_restart_that_waits_is_broken_off_by_its_button()
    {
        var pod = await rig.Kubectl.RunAsync(Stop, "get", "pod", "-l", "component=statsd", "-o", "name");
        await rig.Kubectl.RunAsync(
            Stop, "patch", pod.Trim(), "--type=merge", "-p", """{"metadata":{"finalizers":["example.com/held"]}}""");
        var operation = await rig.AskAsync($"restart statsd {VolumeBySlack.Release}");
        await rig.Alice.SayAsync($"approve {operation}", Stop);
        await rig.SeeAsync(operation, "[x] Delete statsd");

        var cancel = (await rig.SeeAsync(operation, "Restarting statsd")).Button("Cancel");
        (await rig.Alice.PressAndReadAsync(cancel.Value, Stop)).ShouldContain($"{operation}");

        (await rig.SeeAsync(operation, "was cancelled")).Buttons.ShouldBeEmpty();
        (await rig.OperationAsync(operation)).State.ShouldBe(OperationState.Cancelled);
    }

    [Fact]
    public async Task The_head_of_the_trail_is_told_when_its_time_has_come()
    {
        var told = await rig.SeeAsync("the head of the trail", message => Head().IsMatch(message.Text));

        var sequence = int.Parse(Head().Match(told.Text).Groups["entry"].Value, CultureInfo.InvariantCulture);
        Head().Match(told.Text).Groups["hash"].Value.ShouldBe((await rig.EntryAsync(sequence)).Hash);
    }

    private Task<string> UidAsync() =>
        rig.Kubectl.RunAsync(Stop, "get", "pvc", VolumeBySlack.Redis, "-o", "jsonpath={.metadata.uid}");

    [GeneratedRegex(@"(?<hash>[0-9a-f]{64}) at entry (?<entry>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Head();
}
