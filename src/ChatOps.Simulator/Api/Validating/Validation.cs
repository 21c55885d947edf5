using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Validating;

/// <summary>Refuses objects of clients that break the rules of their kind, in the words of a real API server.</summary>
internal static class Validation
{
    /// <exception cref="ApiException">422: it is invalid.</exception>
    public static void CheckNew(ResourceType type, JsonObject json)
    {
        var errors = NameRules.Check(type, json).Concat(KindRules.Check(type, json)).ToList();
        Throw(type, json, errors);
    }

    /// <param name="old">The object as it is.</param>
    /// <exception cref="ApiException">422: it is invalid, or changes what can't be changed.</exception>
    public static void CheckChange(ResourceType type, JsonElement old, JsonObject json)
    {
        var errors = KindRules.Check(type, json).Concat(UpdateRules.Check(type, old, json)).ToList();
        Throw(type, json, errors);
    }

    private static void Throw(ResourceType type, JsonObject json, List<FieldError> errors)
    {
        if (errors.Count > 0)
        {
            throw ApiException.Invalid(type, json.Text("metadata", "name") ?? "", errors);
        }
    }
}
