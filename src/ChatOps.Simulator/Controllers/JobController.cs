using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>Runs pods until enough of them have succeeded, or too many have failed.</summary>
public sealed class JobController(ControllerContext context) : Controller(context)
{
    private const string Component = "job-controller";
    private const long DefaultBackoffLimit = 6;

    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.Jobs)
        {
            Enqueue(change.Stored.Key);
        }
        else if (change.Stored.Type == ResourceTypes.Pods)
        {
            EnqueueOwner(change, ResourceTypes.Jobs);
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { IsTerminating: false } job)
        {
            return;
        }

        var pods = PodsOf(job);
        if (!IsFinished(job))
        {
            Run(job, pods);
            WriteStatus(job, PodsOf(job));
        }
    }

    private static bool IsFinished(StoredObject job) =>
        job.Condition("Complete")?.Text("status") == "True" || job.Condition("Failed")?.Text("status") == "True";

    private List<StoredObject> PodsOf(StoredObject job) =>
        [.. Store.Snapshot.DependentsOf(job.Uid).Where(each => each.Type == ResourceTypes.Pods)];

    private void Run(StoredObject job, List<StoredObject> pods)
    {
        var succeeded = pods.Count(pod => pod.Phase() == "Succeeded");
        var wanted = Math.Min(Parallelism(job), Completions(job) - succeeded);
        if (pods.Count(pod => pod.Phase() == "Failed") > BackoffLimit(job))
        {
            return;
        }

        for (var active = pods.Count(pod => pod.IsActive()); active < wanted; active++)
        {
            var json = PodTemplates.NewPod(job, job.Json.At("spec", "template"));
            json.Child("metadata")["generateName"] = job.Name + "-";
            json.Child("metadata", "labels")["job-name"] = job.Name;
            json.Child("metadata", "labels")["batch.kubernetes.io/job-name"] = job.Name;
            try
            {
                var pod = Store.Create(ResourceTypes.Pods, json);
                Events.Normal(job, Component, "SuccessfulCreate", $"Created pod: {pod.Name}");
            }
            catch (ApiException refused)
            {
                Events.Warning(job, Component, "FailedCreate", $"Error creating: {refused.Message}");
                throw;
            }
        }
    }

    private void WriteStatus(StoredObject job, List<StoredObject> pods)
    {
        var succeeded = pods.Count(pod => pod.Phase() == "Succeeded");
        var failed = pods.Count(pod => pod.Phase() == "Failed");
        var changed = Store.Change(job.Type, job.Namespace, job.Name, json =>
        {
            var status = json.Child("status");
            status.Default("startTime", Timestamps.Write(Now));
            status.SetCount("active", pods.Count(pod => pod.IsActive()));
            status.SetCount("succeeded", succeeded);
            status.SetCount("failed", failed);
            status["ready"] = pods.Count(pod => pod.IsReady());
            if (succeeded >= Completions(job))
            {
                status["completionTime"] = Timestamps.Write(Now);
                status.SetCondition("Complete", value: true, Now, "CompletionsReached", "Reached expected number of succeeded pods");
            }
            else if (failed > BackoffLimit(job))
            {
                status.SetCondition("Failed", value: true, Now, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
            }
        });
        Announce(changed);
    }

    private void Announce(StoredObject job)
    {
        if (job.Condition("Complete") is not null)
        {
            Events.Normal(job, Component, "Completed", "Job completed");
        }
        else if (job.Condition("Failed") is { } failed)
        {
            Events.Warning(job, Component, "BackoffLimitExceeded", failed.Text("message") ?? "");
        }
    }

    private static long Parallelism(StoredObject job) => job.Json.Number("spec", "parallelism") ?? 1;

    private static long Completions(StoredObject job) => job.Json.Number("spec", "completions") ?? 1;

    private static long BackoffLimit(StoredObject job) => job.Json.Number("spec", "backoffLimit") ?? DefaultBackoffLimit;
}
