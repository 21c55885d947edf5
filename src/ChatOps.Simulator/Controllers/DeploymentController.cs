using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>Rolls the pods of a Deployment from one template to the next by way of ReplicaSets, one for each template.</summary>
public sealed class DeploymentController(ControllerContext context) : Controller(context)
{
    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.Deployments)
        {
            Enqueue(change.Stored.Key);
        }
        else if (change.Stored.Type == ResourceTypes.ReplicaSets)
        {
            EnqueueOwner(change, ResourceTypes.Deployments);
        }
        else if (change.Stored.Type == ResourceTypes.Pods && change.Kind == ChangeKind.Deleted)
        {
            // The strategy Recreate waits for the last old pod to be gone.
            EnqueueGrandOwner(change.Stored);
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { } deployment)
        {
            return;
        }

        var rollout = Rollout.Of(Store, deployment);
        if (!deployment.IsTerminating)
        {
            Proceed(rollout);
        }

        var status = new DeploymentStatus(Rollout.Of(Store, Store.Get(key.Type, key.Namespace, key.Name)), Now);
        Store.Change(key.Type, key.Namespace, key.Name, status.Write);
        if (status.DeadlineIn is { } deadline)
        {
            EnqueueAfter(key, deadline > TimeSpan.Zero ? deadline : TimeSpan.FromSeconds(1));
        }
    }

    private void Proceed(Rollout rollout)
    {
        var replicaSets = new RolloutSets(Store, Events, rollout);
        if (rollout.Paused)
        {
            replicaSets.ScaleNewest(rollout.Replicas);
            return;
        }

        replicaSets.EnsureNew();
        if (rollout.Recreates)
        {
            Recreate(rollout, replicaSets);
        }
        else
        {
            RollingUpdate.Step(rollout, replicaSets);
        }

        replicaSets.MarkRevision();
        replicaSets.RemoveHistory();
    }

    /// <summary>All old pods end before the first new one is made.</summary>
    private static void Recreate(Rollout rollout, RolloutSets replicaSets)
    {
        foreach (var old in rollout.Old.Where(each => each.Wanted > 0))
        {
            replicaSets.Scale(old, 0);
        }

        if (rollout.Old.All(old => old.RunningPods == 0))
        {
            replicaSets.Scale(rollout.New!, rollout.Replicas);
        }
    }

    private void EnqueueGrandOwner(StoredObject pod)
    {
        if (pod.ControllerRef() is { } owner && owner.Text("kind") == ResourceTypes.ReplicaSets.Kind
            && Store.Find(ResourceTypes.ReplicaSets, pod.Namespace, owner.Text("name") ?? "") is { } set
            && set.ControllerRef() is { } deployment && deployment.Text("name") is { } name)
        {
            Enqueue(new(ResourceTypes.Deployments, pod.Namespace, name));
        }
    }
}
