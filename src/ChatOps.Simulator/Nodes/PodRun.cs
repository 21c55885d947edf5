using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Nodes.Faults;
using ChatOps.Simulator.Nodes.Logs;
using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;
using k8s;
using k8s.Models;

namespace ChatOps.Simulator.Nodes;

/// <summary>A pod's life on its node: prepare, run the init containers one by one, run the others, restart what crashes, end.</summary>
internal sealed class PodRun
{
    private static readonly TimeSpan InitTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UsualEnding = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan ClearingAway = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UsualTask = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForgiveAfter = LongestBackOff * 2;
    private const string DrainAnnotation = "simulator.chatops.dev/drain";
    private const string RunsForAnnotation = "simulator.chatops.dev/runs-for";

    private readonly Pace _pace;
    private readonly PodEvents _events;
    private readonly FailedRuns _failedRuns;
    private readonly string _restartPolicy;
    private readonly DateTimeOffset _preparedAt;
    private DateTimeOffset? _endingSince;

    public PodRun(StoredObject pod, Pace pace, PodEvents events, FailedRuns failedRuns, DateTimeOffset now)
    {
        var spec = KubernetesJson.Deserialize<V1PodSpec>(pod.Json.At("spec"));
        _pace = pace;
        _events = events;
        _failedRuns = failedRuns;
        _restartPolicy = spec.RestartPolicy ?? "Always";
        Uid = pod.Uid;
        Containers =
        [
            .. (spec.InitContainers ?? []).Select(each => new ContainerRun(each.Name, each.Image, isInit: true, PodResources.IsSideCar(each))),
            .. spec.Containers.Select(each => new ContainerRun(each.Name, each.Image, isInit: false, isSideCar: false)),
        ];
        _preparedAt = now + pace.Hurry(ComponentProfile.Of(pod).Preparing);
        Restore(pod);
    }

    public string Uid { get; }

    public IReadOnlyList<ContainerRun> Containers { get; }

    private IEnumerable<ContainerRun> Inits => Containers.Where(each => each.IsInit);

    private IEnumerable<ContainerRun> Mains => Containers.Where(each => !each.IsInit);

    public bool IsInitialized => Inits.All(each => each is { Ended.ExitCode: 0 } || (each.IsSideCar && each.IsRunning));

    /// <summary>Whether all that it ran has ended for good.</summary>
    public bool HasEnded { get; private set; }

    public string Phase
    {
        get
        {
            if (Mains.All(each => each.Ended is not null && !Restarts(each)))
            {
                return Mains.All(each => each.Ended!.ExitCode == 0) ? "Succeeded" : "Failed";
            }

            var initFailed = Inits.Any(each => each.Ended is { ExitCode: not 0 } && !Restarts(each));
            return initFailed ? "Failed" : Mains.Any(each => !each.IsWaiting || each.Last is not null) ? "Running" : "Pending";
        }
    }

    /// <summary>Moves on as far as the clock allows.</summary>
    /// <param name="failure">How the first container is going to end; null when nothing makes it.</param>
    /// <returns>When to come back; null when nothing happens by itself.</returns>
    public DateTimeOffset? Advance(StoredObject pod, Failure? failure, DateTimeOffset now)
    {
        if (pod.IsTerminating)
        {
            return End(pod, now);
        }

        if (pod.HasEnded() || now < _preparedAt && Containers.All(each => each is { IsWaiting: true, Last: null }))
        {
            return pod.HasEnded() ? null : _preparedAt;
        }

        var next = Earliest(null, Initialize(pod, now));
        return IsInitialized ? Earliest(next, RunMains(pod, failure, now)) : next;
    }

    private void Restore(StoredObject pod)
    {
        foreach (var status in pod.Json.Items("status", "initContainerStatuses").Concat(pod.Json.Items("status", "containerStatuses")))
        {
            Containers.FirstOrDefault(each => each.Name == status.Text("name"))?.Restore(status);
        }
    }

    private DateTimeOffset? Initialize(StoredObject pod, DateTimeOffset now)
    {
        foreach (var init in Inits)
        {
            if (init.IsWaiting)
            {
                Start(pod, init, now);
                init.NextAt = init.IsSideCar ? null : now + _pace.Hurry(InitTime);
            }
            else if (init is { IsSideCar: false, IsRunning: true } && (init.NextAt is null || init.NextAt <= now))
            {
                init.End(0, "Completed", now);
            }

            init.Ready |= init is { IsSideCar: true, IsRunning: true };
            if (init is { IsRunning: true, IsSideCar: false })
            {
                return init.NextAt;
            }
        }

        return null;
    }

    private DateTimeOffset? RunMains(StoredObject pod, Failure? failure, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var container in Mains)
        {
            if (container.Ended is null && container.IsWaiting && (container.NextAt is null || container.NextAt <= now))
            {
                Start(pod, container, now);
            }

            if (container.IsRunning)
            {
                next = Earliest(next, Run(pod, container, container == Mains.First() ? failure : null, now));
            }

            if (container.Ended is not null && Restarts(container))
            {
                PutOff(pod, container, now);
            }

            next = Earliest(next, container.NextAt);
        }

        return next;
    }

    /// <summary>Fails, completes or becomes ready, whichever is due.</summary>
    private DateTimeOffset? Run(StoredObject pod, ContainerRun container, Failure? failure, DateTimeOffset now)
    {
        var started = container.StartedAt ?? now;
        if (failure is not null && !(failure.IsAtStartOnly && container.Ready))
        {
            container.NextAt ??= Later(started + _pace.Hurry(failure.After), now);
            if (container.NextAt <= now)
            {
                Fail(pod, container, failure, now);
            }

            return container.NextAt;
        }

        if (_restartPolicy != "Always")
        {
            var done = started + _pace.Hurry(Durations.Read(pod.Annotation(RunsForAnnotation)) ?? UsualTask);
            container.Ready = done > now;
            if (done <= now)
            {
                container.End(0, "Completed", now);
            }

            return done > now ? done : null;
        }

        container.NextAt = null;
        var readyAt = started + _pace.Hurry(ComponentProfile.Of(pod).UntilReady);
        var neverReady = container == Mains.First() && Fault.Of(pod).Kind == FaultKind.NeverReady;
        container.Ready = !neverReady && (container.Ready || readyAt <= now);
        return container.Ready || neverReady ? null : readyAt;
    }

    private void Fail(StoredObject pod, ContainerRun container, Failure failure, DateTimeOffset now)
    {
        _failedRuns.Keep(pod, new(container.Name, container.StartedAt ?? now, failure, container.Ready));
        if (failure.IsByProbe)
        {
            _events.FailedLiveness(pod, container);
        }

        container.Crash(failure.ExitCode, failure.Reason, now, _pace.Hurry(ForgiveAfter));
    }

    /// <summary>The first restart comes at once, the following ones after 10 s, 20 s ... 300 s, as the kubelet backs off.</summary>
    private void PutOff(StoredObject pod, ContainerRun container, DateTimeOffset now)
    {
        // The end itself is to be seen for a moment (Error, OOMKilled) before the restart covers it.
        var shownUntil = (container.Ended?.FinishedAt ?? now) + _pace.Hurry(ShownFor);
        if (now < shownUntil)
        {
            container.NextAt = shownUntil;
            return;
        }

        if (container.Crashes <= 1)
        {
            Start(pod, container, now);
            return;
        }

        var backOff = FirstBackOff * Math.Pow(2, Math.Min(container.Crashes, 10) - 2);
        backOff = backOff < LongestBackOff ? backOff : LongestBackOff;
        container.WaitFor(
            "CrashLoopBackOff",
            $"back-off {Durations.Write(backOff)} restarting failed container={container.Name} pod={pod.Name}_{pod.Namespace}({pod.Uid})");
        container.NextAt = now + _pace.Hurry(backOff);
        _events.BackOff(pod, container);
    }

    private void Start(StoredObject pod, ContainerRun container, DateTimeOffset now)
    {
        var first = container.Last is null && container.Ended is null;
        container.Start(now);
        _events.Started(pod, container, pulled: first, _pace.Hurry(ComponentProfile.Of(pod).Preparing));
    }

    private DateTimeOffset? End(StoredObject pod, DateTimeOffset now)
    {
        if (_endingSince is null)
        {
            _endingSince = now;
            foreach (var container in Containers.Where(each => each.IsRunning))
            {
                _events.Stopping(pod, container);
            }
        }

        // Read again each time: another deletion may have shortened the grace.
        var grace = TimeSpan.FromSeconds(pod.Json.Number("metadata", "deletionGracePeriodSeconds") ?? 0);
        var wanted = WantedEnding(pod);
        var (lasts, exitCode, reason) = wanted <= grace ? (wanted, 0, "Completed") : (grace, Failure.Killed, "Error");
        // Where nothing runs there are still volumes to unmount: who waits for the name sees the pod go first.
        var due = _endingSince.Value + _pace.Hurry(Containers.Any(each => each.IsRunning) ? lasts : ClearingAway);
        if (now < due)
        {
            return due;
        }

        foreach (var container in Containers.Where(each => each.IsRunning))
        {
            container.End(exitCode, reason, now);
        }

        HasEnded = true;
        return null;
    }

    /// <summary>How long it goes on after SIGTERM when it is let: a Celery worker finishes its tasks first.</summary>
    private static TimeSpan WantedEnding(StoredObject pod) =>
        Fault.Of(pod).Kind == FaultKind.IgnoresTermination
            ? TimeSpan.MaxValue
            : Durations.Read(pod.Annotation(DrainAnnotation)) ?? UsualEnding;

    private bool Restarts(ContainerRun container) => _restartPolicy switch
    {
        "Always" => true,
        "OnFailure" => container.Ended is { ExitCode: not 0 },
        _ => false,
    };

    private static DateTimeOffset Later(DateTimeOffset due, DateTimeOffset now) => due > now ? due : now;

    private static DateTimeOffset? Earliest(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right < left ? right ?? left : left;
}
