using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>Keeps as many pods of a template as wanted.</summary>
public sealed class ReplicaSetController(ControllerContext context) : Controller(context)
{
    private const string Component = "replicaset-controller";

    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.ReplicaSets)
        {
            Enqueue(change.Stored.Key);
        }
        else if (change.Stored.Type == ResourceTypes.Pods)
        {
            EnqueueOwner(change, ResourceTypes.ReplicaSets);
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { } set)
        {
            return;
        }

        var active = Ownership.Claim(Store, set, ResourceTypes.Pods).Where(pod => pod.IsActive()).ToList();
        ApiException? failure = null;
        if (!set.IsTerminating)
        {
            var missing = (set.Json.Number("spec", "replicas") ?? 1) - active.Count;
            failure = missing > 0 ? CreatePods(set, missing) : null;
            DeletePods(set, active, -missing);
        }

        WriteStatus(set, failure);
        if (failure is not null)
        {
            throw failure;
        }
    }

    /// <returns>Why the first pod that could not be made was refused, or null.</returns>
    private ApiException? CreatePods(StoredObject set, long count)
    {
        for (var i = 0; i < count; i++)
        {
            var json = PodTemplates.NewPod(set, set.Json.At("spec", "template"));
            json.Child("metadata")["generateName"] = set.Name + "-";
            try
            {
                var pod = Store.Create(ResourceTypes.Pods, json);
                Events.Normal(set, Component, "SuccessfulCreate", $"Created pod: {pod.Name}");
            }
            catch (ApiException refused)
            {
                Events.Warning(set, Component, "FailedCreate", $"Error creating: {refused.Message}");
                return refused;
            }
        }

        return null;
    }

    private void DeletePods(StoredObject set, List<StoredObject> active, long count)
    {
        foreach (var pod in DeletionOrder.Sort(active).Take((int)Math.Max(0, count)))
        {
            Store.Delete(ResourceTypes.Pods, pod.Namespace, pod.Name, new() { Uid = pod.Uid });
            Events.Normal(set, Component, "SuccessfulDelete", $"Deleted pod: {pod.Name}");
        }
    }

    private void WriteStatus(StoredObject set, ApiException? failure)
    {
        var pods = Ownership.Claim(Store, set, ResourceTypes.Pods).Where(pod => pod.IsActive()).ToList();
        var minimum = TimeSpan.FromSeconds(set.Json.Number("spec", "minReadySeconds") ?? 0);
        Store.Change(set.Type, set.Namespace, set.Name, json =>
        {
            var status = json.Child("status");
            status["replicas"] = pods.Count;
            status.SetCount("fullyLabeledReplicas", pods.Count);
            status.SetCount("readyReplicas", pods.Count(pod => pod.IsReady()));
            status.SetCount("availableReplicas", pods.Count(pod => pod.IsAvailable(minimum, Now)));
            status["observedGeneration"] = set.Json.Number("metadata", "generation") ?? 1;
            if (failure is not null && status.FindCondition("ReplicaFailure") is null)
            {
                // The first failure's words stay: each try names another pod, and a change would call for the next at once.
                status.SetCondition("ReplicaFailure", value: true, Now, "FailedCreate", failure.Message);
            }
            else if (failure is null)
            {
                status.RemoveCondition("ReplicaFailure");
            }
        });
        if (pods.Any(pod => pod.IsReady() && !pod.IsAvailable(minimum, Now)))
        {
            EnqueueAfter(set.Key, minimum);
        }
    }
}
