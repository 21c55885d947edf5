using System.Text.Json.Nodes;

namespace ChatOps.Simulator.Api.Patching;

/// <summary>JSON merge patch (RFC 7386): objects are merged, null removes, anything else replaces.</summary>
internal static class MergePatch
{
    public static void Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject inner:
                    if (target[name] is not JsonObject child)
                    {
                        target[name] = child = [];
                    }

                    Apply(child, inner);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }
}
