using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.Approvals;

/// <summary>Tells two plans apart in a few characters.</summary>
public static class Fingerprint
{
    /// <summary>
    /// Begins the stored name of what a plan shows and nobody agrees to, because it changes by itself: what is used at the
    /// moment, how old something is. An approval holds whatever becomes of it.
    /// </summary>
    public const string Passing = "~";

    private const int Length = 12;

    /// <summary>The beginning of the SHA-256 of a plan's stored form without what is <see cref="Passing"/>: 12 lowercase hex digits.</summary>
    public static string Of(string planJson) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Lasting(planJson))))[..Length];

    private static string Lasting(string planJson)
    {
        if (!planJson.Contains($"\"{Passing}", StringComparison.Ordinal))
        {
            return planJson;
        }

        var plan = JsonNode.Parse(planJson);
        Strip(plan);
        return plan?.ToJsonString() ?? planJson;
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonArray all)
        {
            foreach (var each in all)
            {
                Strip(each);
            }
        }
        else if (node is JsonObject members)
        {
            foreach (var name in members.Select(member => member.Key).Where(name => name.StartsWith(Passing, StringComparison.Ordinal)).ToList())
            {
                members.Remove(name);
            }

            foreach (var (_, member) in members)
            {
                Strip(member);
            }
        }
    }
}
