using System.Runtime.CompilerServices;
using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Drills;

/// <summary>Plays a drill in a simulated cluster and watches until its goal is reached, however that is done.</summary>
public sealed class DrillPlayer(DrillCluster cluster, TimeProvider time)
{
    private const string StartedAnew =
        "the simulated cluster was started anew, so nothing is broken any more. One that outlives the bot runs apart: \"chatops simulator\"";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Ends with <see cref="DrillStage.Reached"/>, <see cref="DrillStage.Missed"/> or <see cref="DrillStage.BrokenOff"/>.</summary>
    /// <exception cref="DrillException">It can't be played: no simulated cluster, or one that isn't well.</exception>
    public async IAsyncEnumerable<DrillMoment> PlayAsync(Drill drill, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await cluster.EnsureSimulatedAsync(cancellationToken);
        var before = await LookAsync(drill.End, cancellationToken);
        if (!before.IsWell(drill.End))
        {
            throw new DrillException($"A drill begins with a cluster that is well, but of what it is about there are {before}.");
        }

        var claims = await ClaimsAsync(drill.End, before, cancellationToken);
        var changes = new DrillChanges(cluster);
        await changes.MakeAsync(drill.Play, cancellationToken);
        var played = time.GetTimestamp();
        yield return new(DrillStage.Played, TimeSpan.Zero, drill.Title);

        await foreach (var (stage, scene) in StagesAsync(drill.End, before, cancellationToken))
        {
            var told = stage == DrillStage.Reached && drill.End.KeepsData && !claims.SetEquals(await ClaimsAsync(drill.End, scene, cancellationToken))
                ? DrillStage.Missed
                : stage;
            if (stage == DrillStage.Reached)
            {
                await changes.ClearAsync(drill.After, cancellationToken);
            }

            yield return new(told, time.GetElapsedTime(played), Words(told, scene));
        }
    }

    /// <summary>That it is broken, once it shows; then that all is well again.</summary>
    private async IAsyncEnumerable<(DrillStage Stage, DrillScene Scene)> StagesAsync(
        DrillEnd end, DrillScene before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isBroken = end.IsReplacement;
        while (true)
        {
            var scene = await LookUntilSeenAsync(end, cancellationToken);
            if (scene.Instance != before.Instance)
            {
                yield return (DrillStage.BrokenOff, scene);
                yield break;
            }

            if (!isBroken && !scene.IsWell(end))
            {
                isBroken = true;
                yield return (DrillStage.Broken, scene);
            }
            else if (isBroken && scene.IsWell(end) && (!end.IsReplacement || scene.Replaces(before)))
            {
                yield return (DrillStage.Reached, scene);
                yield break;
            }

            await AwaitChangeAsync(end, scene, cancellationToken);
        }
    }

    private async Task<DrillScene> LookAsync(DrillEnd end, CancellationToken cancellationToken)
    {
        var pods = await cluster.ListAsync(ResourceTypes.Pods, end.Namespace, end.Labels, cancellationToken);

        // Asked after the pods: whose pods they are is known for sure only by what came after them.
        return new(pods.Items, pods.Version, await cluster.InstanceAsync(cancellationToken));
    }

    /// <summary>A cluster that is away for a while ends no drill.</summary>
    private async Task<DrillScene> LookUntilSeenAsync(DrillEnd end, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await LookAsync(end, cancellationToken);
            }
            catch (Exception away) when (away is HttpRequestException or IOException or JsonException)
            {
                await Task.Delay(RetryAfter, time, cancellationToken);
            }
        }
    }

    private async Task AwaitChangeAsync(DrillEnd end, DrillScene scene, CancellationToken cancellationToken)
    {
        try
        {
            await cluster.AwaitChangeAsync(ResourceTypes.Pods, end.Namespace, end.Labels, scene.Version, cancellationToken);
        }
        catch (Exception away) when (away is HttpRequestException or IOException)
        {
            await Task.Delay(RetryAfter, time, cancellationToken);
        }
    }

    /// <summary>The UIDs of the claims that the ready pods are on.</summary>
    private async Task<HashSet<string?>> ClaimsAsync(DrillEnd end, DrillScene scene, CancellationToken cancellationToken)
    {
        HashSet<string?> uids = [];
        foreach (var name in scene.Claims)
        {
            var claim = await cluster.FindAsync(ResourceTypes.PersistentVolumeClaims, end.Namespace, name, cancellationToken);
            uids.Add(claim?.Text("metadata", "uid"));
        }

        return uids;
    }

    private static string Words(DrillStage stage, DrillScene scene) => stage switch
    {
        DrillStage.BrokenOff => StartedAnew,
        DrillStage.Missed => $"{scene}, but on another volume: the data are lost",
        _ => scene.ToString(),
    };
}
