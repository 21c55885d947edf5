using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Tables;

/// <summary>The READY, STATUS and RESTARTS of a pod as a real API server prints them.</summary>
internal sealed class PodSummary
{
    private readonly JsonElement _pod;
    private readonly HashSet<string> _sidecars;
    private int _total;
    private int _ready;
    private long _restarts;
    private DateTimeOffset? _lastRestart;
    private string _reason = "";

    public PodSummary(StoredObject pod)
    {
        _pod = pod.Json;
        _sidecars = [.. _pod.Items("spec", "initContainers")
            .Where(container => container.Text("restartPolicy") == "Always")
            .Select(container => container.Text("name"))
            .OfType<string>()];
        Summarise();
    }

    public string Ready => $"{_ready}/{_total}";

    public string Status => _reason;

    public string Restarts(DateTimeOffset now) => _restarts == 0 || _lastRestart is not { } last
        ? $"{_restarts}"
        : $"{_restarts} ({Durations.Write(now - last)} ago)";

    private void Summarise()
    {
        _total = _pod.Items("spec", "containers").Count() + _sidecars.Count;
        _reason = _pod.Text("status", "reason") is { Length: > 0 } reason ? reason : _pod.Text("status", "phase") ?? "";
        if (Conditions().Any(condition => condition.Text("type") == "PodScheduled" && condition.Text("reason") == "SchedulingGated"))
        {
            _reason = "SchedulingGated";
        }

        if (!ReadInitContainers() || IsTrue("Initialized"))
        {
            ReadContainers();
        }

        if (_pod.At("metadata", "deletionTimestamp").Exists())
        {
            _reason = _pod.Text("status", "reason") == "NodeLost" ? "Unknown" : "Terminating";
        }
    }

    /// <returns>Whether the pod is still in the middle of its init containers.</returns>
    private bool ReadInitContainers()
    {
        var index = 0;
        foreach (var status in _pod.Items("status", "initContainerStatuses"))
        {
            CountRestarts(status);
            var sidecar = _sidecars.Contains(status.Text("name") ?? "");
            if (sidecar && status.At("started").ValueKind == JsonValueKind.True)
            {
                _ready += status.At("ready").ValueKind == JsonValueKind.True ? 1 : 0;
            }
            else if (status.Number("state", "terminated", "exitCode") != 0)
            {
                _reason = "Init:" + InitReason(status, index);
                return true;
            }

            index++;
        }

        return false;
    }

    private string InitReason(JsonElement status, int index)
    {
        if (status.At("state", "terminated") is { ValueKind: JsonValueKind.Object } terminated)
        {
            return TerminatedReason(terminated);
        }

        return status.Text("state", "waiting", "reason") is { Length: > 0 } waiting and not "PodInitializing"
            ? waiting
            : $"{index}/{_pod.Items("spec", "initContainers").Count()}";
    }

    private void ReadContainers()
    {
        // Init containers that have done their work no longer count; sidecars go on.
        _restarts = 0;
        _lastRestart = null;
        foreach (var sidecar in _pod.Items("status", "initContainerStatuses").Where(status => _sidecars.Contains(status.Text("name") ?? "")))
        {
            CountRestarts(sidecar);
        }

        var running = false;
        foreach (var status in _pod.Items("status", "containerStatuses").Reverse())
        {
            CountRestarts(status);
            if (status.Text("state", "waiting", "reason") is { Length: > 0 } waiting)
            {
                _reason = waiting;
            }
            else if (status.At("state", "terminated") is { ValueKind: JsonValueKind.Object } terminated)
            {
                _reason = TerminatedReason(terminated);
            }
            else if (status.At("ready").ValueKind == JsonValueKind.True && status.At("state", "running").Exists())
            {
                running = true;
                _ready++;
            }
        }

        if (_reason == "Completed" && running)
        {
            _reason = IsTrue("Ready") ? "Running" : "NotReady";
        }
    }

    private void CountRestarts(JsonElement status)
    {
        _restarts += status.Number("restartCount") ?? 0;
        if (Timestamps.Read(status.Text("lastState", "terminated", "finishedAt")) is { } finished && !(finished < _lastRestart))
        {
            _lastRestart = finished;
        }
    }

    private static string TerminatedReason(JsonElement terminated) =>
        terminated.Text("reason") is { Length: > 0 } reason
            ? reason
            : terminated.Number("signal") is { } signal and not 0
                ? $"Signal:{signal}"
                : $"ExitCode:{terminated.Number("exitCode") ?? 0}";

    private IEnumerable<JsonElement> Conditions() => _pod.Items("status", "conditions");

    private bool IsTrue(string condition) =>
        Conditions().Any(one => one.Text("type") == condition && one.Text("status") == "True");
}
