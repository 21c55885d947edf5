using System.Text.Json.Nodes;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Volumes;

/// <summary>Promises 1 and 2, for what can't be made good: the host is killed at any moment of a volume's deletion.</summary>
public sealed class KilledVolumeDeleteTests(ITestOutputHelper output)
{
    private const int Moments = 30;
    private const int LatestKillMilliseconds = 200;

    /// <summary>Steps of such a deletion.</summary>
    private const int Steps = 6;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_any_moment_each_deletion_ends_and_deletes_one_claim_once()
    {
        await using var slack = await FakeSlack.StartAsync(Stop);
        await using var cluster = await SimulatorProcess.StartNewAsync(
            new Dictionary<string, string> { ["Simulator:Speed"] = "30" }, Stop);
        await using var host = await HostProcess.StartNewAsync(SlackUser.SettingsForTwo(slack, cluster.Kubeconfig), Stop);
        var volumes = new VolumeBySlack(host, slack, cluster.Kubeconfig);
        await using var watch = volumes.Kubectl.Start(
            "get", "pvc", "--watch", "--output-watch-events", "--field-selector", $"metadata.name={VolumeBySlack.Redis}",
            "-o", "jsonpath={.type} {.object.metadata.uid}{\"\\n\"}");
        await Eventually.TrueAsync("the watch began", _ => Task.FromResult(watch.Lines.Count > 0), Stop);
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        output.WriteLine($"seed {seed}");

        var atWork = 0;
        for (var operation = 1; operation <= Moments; operation++)
        {
            await volumes.AskAsync(operation, Stop);
            await ApproveAndKillAsync(host, volumes, operation, random);
            atWork += await volumes.StateAsync(operation) is OperationState.Running or OperationState.Waiting ? 1 : 0;
            await host.StartAsync(Stop);
            if (await volumes.StateAsync(operation) is OperationState.AwaitingApproval)
            {
                // It died before the click was stored, so the click was never acknowledged: Bob clicks again, and on a busy machine
                // once more after "No answer in time".
                await Eventually.SeeAsync(
                    "Bob's click is taken",
                    async stop => (await volumes.Bob.SayAsync($"approve {operation}", stop), await volumes.StateAsync(operation)),
                    told => told.Item2 is not OperationState.AwaitingApproval,
                    Stop);
            }

            (await volumes.EndAsync(operation, Stop)).ShouldBe(OperationState.Succeeded);
            await volumes.RedisIsUpAsync(Stop);
        }

        output.WriteLine($"{atWork} of {Moments} were killed while at work");
        atWork.ShouldBeGreaterThan(Moments / 2, "a kill of an idle host shows nothing");
        await EachClaimWentOnceAsync(watch, await PlannedAsync(host), await volumes.UidAsync(VolumeBySlack.Redis, Stop));
        var verified = await host.RunAsync(Stop, "audit", "verify");
        verified.Status.ShouldBe(0, verified.Output);
    }

    /// <summary>Approves, and kills the host a moment after the click was sent, or after one of the steps was begun.</summary>
    private static async Task ApproveAndKillAsync(HostProcess host, VolumeBySlack volumes, int operation, Random random)
    {
        var approved = volumes.Bob.SayAsync($"approve {operation}", Stop);
        var step = random.Next(-1, Steps);
        if (step >= 0)
        {
            await Eventually.TrueAsync($"step {step} is begun", _ => volumes.HasBegunAsync(operation, step), Stop);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(LatestKillMilliseconds)), TimeProvider.System, Stop);
        await host.KillAsync();
        try
        {
            (await approved).ShouldContain($"You approved operation {operation}");
        }
        catch (HttpRequestException)
        {
            // Killed before its answer.
        }
    }

    /// <summary>The claims that the operations were approved for, in their order.</summary>
    private static async Task<List<string>> PlannedAsync(HostProcess host)
    {
        await using var database = host.OpenDatabase();
        return
        [
            .. database.Operations.OrderBy(operation => operation.Id).AsEnumerable()
                .Select(operation => $"{JsonNode.Parse(operation.PlanJson)!["Claim"]!["Uid"]}"), // a plan to delete a volume
        ];
    }

    /// <summary>
    /// By the cluster's own account: what went are the very claims that somebody approved of, one for each operation and in
    /// their order. One that was deleted by name, or by an operation that ran twice, would be among them and was never planned.
    /// </summary>
    private static async Task EachClaimWentOnceAsync(ChildProcess watch, IReadOnlyList<string> planned, string last)
    {
        var gone = await Eventually.SeeAsync(
            "the watch has told of all that went",
            _ => Task.FromResult(watch.Lines.Where(line => line.StartsWith("DELETED ", StringComparison.Ordinal)).ToList()),
            gone => gone.Count >= Moments,
            Stop);
        planned.Distinct().Count().ShouldBe(Moments);
        gone.ShouldBe(planned.Select(uid => $"DELETED {uid}"));
        planned.ShouldNotContain(last);
        watch.Lines.Select(line => line.Split(' ')[^1]).Distinct().Count().ShouldBe(Moments + 1);
    }
}
