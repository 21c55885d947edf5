namespace ChatOps.Simulator.Controllers;

/// <summary>
/// One step of a rolling update: never more pods than wanted plus maxSurge, never fewer available than wanted minus
/// maxUnavailable (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment).
/// </summary>
internal static class RollingUpdate
{
    public static void Step(Rollout rollout, RolloutSets sets)
    {
        ScaleNew(rollout, sets);
        ScaleOld(rollout, sets);
    }

    private static void ScaleNew(Rollout rollout, RolloutSets sets)
    {
        var newest = rollout.New!;
        if (newest.Wanted > rollout.Replicas)
        {
            sets.Scale(newest, rollout.Replicas);
            return;
        }

        var room = rollout.Replicas + rollout.MaxSurge - rollout.All.Sum(set => set.Wanted);
        if (room > 0)
        {
            sets.Scale(newest, newest.Wanted + Math.Min(room, rollout.Replicas - newest.Wanted));
        }
    }

    private static void ScaleOld(Rollout rollout, RolloutSets sets)
    {
        var newest = rollout.New!;
        var minimum = rollout.Replicas - rollout.MaxUnavailable;
        var spare = rollout.All.Sum(set => set.Wanted) - minimum - (newest.Wanted - newest.Available);
        if (rollout.Old.Sum(set => set.Wanted) == 0 || spare <= 0)
        {
            return;
        }

        // Pods that serve nobody go first: they would only stand in the way of the healthy ones' replacement.
        foreach (var old in rollout.Old)
        {
            var unhealthy = Math.Min(Math.Max(0, old.Wanted - old.Available), spare);
            spare -= unhealthy;
            sets.Scale(old, old.Wanted - unhealthy);
        }

        var available = rollout.All.Sum(set => Math.Min(set.Available, set.Wanted));
        var removable = available - minimum;
        foreach (var old in rollout.Old)
        {
            var fewer = Math.Min(old.Wanted, Math.Max(0, removable));
            removable -= fewer;
            sets.Scale(old, old.Wanted - fewer);
        }
    }
}
