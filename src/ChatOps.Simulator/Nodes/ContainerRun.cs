using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes;

/// <summary>How a container ended.</summary>
public sealed record ContainerEnd(int ExitCode, string Reason, DateTimeOffset StartedAt, DateTimeOffset FinishedAt)
{
    public JsonObject ToJson() => new()
    {
        ["exitCode"] = ExitCode,
        ["reason"] = Reason,
        ["startedAt"] = Timestamps.Write(StartedAt),
        ["finishedAt"] = Timestamps.Write(FinishedAt),
    };

    public static ContainerEnd? Read(JsonElement terminated) => terminated.Exists()
        ? new(
            (int)(terminated.Number("exitCode") ?? 0),
            terminated.Text("reason") ?? "Completed",
            Timestamps.Read(terminated.Text("startedAt")) ?? DateTimeOffset.MinValue,
            Timestamps.Read(terminated.Text("finishedAt")) ?? DateTimeOffset.MinValue)
        : null;
}

/// <summary>One container of a pod on its node: waiting, running or ended, and what it was before.</summary>
public sealed class ContainerRun(string name, string image, bool isInit, bool isSideCar)
{
    public string Name => name;

    public string Image => image;

    public bool IsInit => isInit;

    /// <summary>An init container that keeps running beside the others.</summary>
    public bool IsSideCar => isSideCar;

    public DateTimeOffset? StartedAt { get; private set; }

    public ContainerEnd? Ended { get; private set; }

    public ContainerEnd? Last { get; private set; }

    public int Restarts { get; private set; }

    public bool Ready { get; set; }

    public string WaitingReason { get; private set; } = isInit ? "PodInitializing" : "ContainerCreating";

    public string? WaitingMessage { get; private set; }

    /// <summary>When something happens to it by itself: a crash, its completion, a restart. Null when nothing will.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>Crashes in a row, which decide how long the next restart is put off.</summary>
    public int Crashes { get; private set; }

    public bool IsRunning => StartedAt is not null && Ended is null;

    public bool IsWaiting => StartedAt is null;

    public void WaitFor(string reason, string? message = null)
    {
        Last = Ended ?? Last;
        (StartedAt, Ended, Ready) = (null, null, false);
        (WaitingReason, WaitingMessage) = (reason, message);
    }

    public void Start(DateTimeOffset now)
    {
        Last = Ended ?? Last;
        Restarts += Last is null ? 0 : 1;
        (StartedAt, Ended, Ready, NextAt) = (now, null, false, null);
    }

    public void End(int exitCode, string reason, DateTimeOffset now)
    {
        Ended = new(exitCode, reason, StartedAt ?? now, now);
        (Ready, NextAt) = (false, null);
    }

    /// <param name="forgiveAfter">A run that lasted so long makes earlier crashes forgotten.</param>
    public void Crash(int exitCode, string reason, DateTimeOffset now, TimeSpan forgiveAfter)
    {
        Crashes = now - StartedAt >= forgiveAfter ? 1 : Crashes + 1;
        End(exitCode, reason, now);
    }

    public JsonObject ToJson(string uid)
    {
        var json = new JsonObject
        {
            ["name"] = name,
            ["state"] = StateToJson(uid),
            ["lastState"] = Last is null ? [] : new JsonObject { ["terminated"] = WithId(Last.ToJson(), uid, Restarts - 1) },
            ["ready"] = Ready || (isInit && Ended is { ExitCode: 0 }),
            ["restartCount"] = Restarts,
            ["image"] = image,
            ["imageID"] = IsWaiting && Last is null ? "" : $"docker-pullable://{image}",
            ["started"] = IsRunning,
        };
        if (!IsWaiting)
        {
            json["containerID"] = IdOf(uid, Restarts);
        }

        return json;
    }

    /// <summary>Takes up a container that is in the given status, as a node agent does that has just been restarted.</summary>
    public void Restore(JsonElement status)
    {
        Restarts = (int)(status.Number("restartCount") ?? 0);
        Last = ContainerEnd.Read(status.At("lastState", "terminated"));
        Ended = ContainerEnd.Read(status.At("state", "terminated"));
        StartedAt = Ended?.StartedAt ?? Timestamps.Read(status.Text("state", "running", "startedAt"));
        Ready = status.At("ready").ValueKind == JsonValueKind.True;
        if (status.Text("state", "waiting", "reason") is { } reason)
        {
            (WaitingReason, WaitingMessage) = (reason, status.Text("state", "waiting", "message"));
        }
    }

    private JsonObject StateToJson(string uid)
    {
        if (Ended is not null)
        {
            return new() { ["terminated"] = WithId(Ended.ToJson(), uid, Restarts) };
        }

        if (StartedAt is { } started)
        {
            return new() { ["running"] = new JsonObject { ["startedAt"] = Timestamps.Write(started) } };
        }

        var waiting = new JsonObject { ["reason"] = WaitingReason };
        if (WaitingMessage is not null)
        {
            waiting["message"] = WaitingMessage;
        }

        return new() { ["waiting"] = waiting };
    }

    private JsonObject WithId(JsonObject terminated, string uid, int run)
    {
        terminated["containerID"] = IdOf(uid, run);
        return terminated;
    }

    private string IdOf(string uid, int run) =>
        "docker://" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{uid}/{name}/{run}")));
}
