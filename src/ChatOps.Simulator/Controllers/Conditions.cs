using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>Writes status conditions; the transition time moves only when the status does.</summary>
public static class Conditions
{
    public static void SetCondition(
        this JsonObject status, string type, bool value, DateTimeOffset now, string? reason = null, string? message = null) =>
        status.SetCondition(type, value ? "True" : "False", now, reason, message);

    public static void SetCondition(
        this JsonObject status, string type, string value, DateTimeOffset now, string? reason = null, string? message = null)
    {
        var condition = status.FindCondition(type);
        if (condition is null)
        {
            condition = new() { ["type"] = type };
            status.ChildArray("conditions").Add(condition);
        }

        if (condition.Text("status") != value)
        {
            condition["status"] = value;
            condition["lastTransitionTime"] = Timestamps.Write(now);
        }

        SetOrRemove(condition, "reason", reason);
        SetOrRemove(condition, "message", message);
    }

    public static void RemoveCondition(this JsonObject status, string type)
    {
        if (status.FindCondition(type) is { } condition)
        {
            status.ChildArray("conditions").Remove(condition);
        }
    }

    public static JsonObject? FindCondition(this JsonObject status, string type) =>
        status.Items("conditions").OfType<JsonObject>().FirstOrDefault(each => each.Text("type") == type);

    /// <summary>Counters of zero are left out, as the API does.</summary>
    public static void SetCount(this JsonObject status, string name, long count)
    {
        if (count == 0)
        {
            status.Remove(name);
        }
        else
        {
            status[name] = count;
        }
    }

    private static void SetOrRemove(JsonObject json, string name, string? value)
    {
        if (value is null)
        {
            json.Remove(name);
        }
        else
        {
            json[name] = value;
        }
    }
}
