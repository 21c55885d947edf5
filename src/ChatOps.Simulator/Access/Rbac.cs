using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Access;

/// <summary>Decides by the roles and bindings that are in the cluster at the moment, as a real API server's RBAC does.</summary>
internal sealed class Rbac(ClusterStore store)
{
    // What the API server itself never refuses to.
    private const string Masters = "system:masters";

    public AccessVerdict Judge(ApiUser user, AccessQuestion question)
    {
        if (user.Groups.Contains(Masters))
        {
            return new(true, "");
        }

        var grants = GrantsOf(user, question.Namespace).ToList();
        return grants.Find(grant => grant.Rules.Any(rule => rule.Allows(question))) is { } found
            ? new(true, $"RBAC: allowed by {found.Source}")
            : new(false, Missing([.. grants.Select(grant => grant.Missing).OfType<string>()]));
    }

    /// <summary>All rules that hold for somebody in a namespace, those of the whole cluster among them.</summary>
    public IEnumerable<RoleRule> RulesFor(ApiUser user, string ns) =>
        user.Groups.Contains(Masters) ? RoleRule.Everything : GrantsOf(user, ns).SelectMany(grant => grant.Rules);

    private IEnumerable<Grant> GrantsOf(ApiUser user, string ns)
    {
        var everywhere = store.List(ResourceTypes.ClusterRoleBindings);
        var here = ns.Length == 0 ? [] : store.List(ResourceTypes.RoleBindings, ns);
        return everywhere.Concat(here).SelectMany(binding => binding.Json.Items("subjects")
            .Where(subject => IsMeant(subject, user, binding.Namespace))
            .Take(1)
            .Select(subject => GrantBy(binding, subject)));
    }

    private static bool IsMeant(JsonElement subject, ApiUser user, string? ns)
    {
        var name = subject.Text("name") ?? "";
        return subject.Text("kind") switch
        {
            "User" => user.Name == name,
            "Group" => user.Groups.Contains(name),
            "ServiceAccount" => user.Name == ApiUser.NameOfServiceAccount(subject.Text("namespace") ?? ns ?? "", name),
            _ => false,
        };
    }

    private Grant GrantBy(StoredObject binding, JsonElement subject)
    {
        var (kind, name) = (binding.Json.Text("roleRef", "kind"), binding.Json.Text("roleRef", "name") ?? "");
        var type = kind == ResourceTypes.Roles.Kind ? ResourceTypes.Roles : ResourceTypes.ClusterRoles;
        var role = store.Find(type, type.Namespaced ? binding.Namespace : null, name);
        return new(
            $"{binding.Type.Kind} \"{Place(binding)}\" of {kind} \"{name}\" to {Who(subject)}",
            [.. (role?.Json.Items("rules") ?? []).Select(RoleRule.Read)],
            role is null ? $"{type.Kind.ToLowerInvariant()}.{type.Group} \"{name}\" not found" : null);
    }

    private static string Place(StoredObject binding) =>
        binding.Namespace is { Length: > 0 } ns ? $"{binding.Name}/{ns}" : binding.Name;

    private static string Who(JsonElement subject) => subject.Text("namespace") is { Length: > 0 } ns
        ? $"{subject.Text("kind")} \"{subject.Text("name")}/{ns}\""
        : $"{subject.Text("kind")} \"{subject.Text("name")}\"";

    private static string Missing(List<string> roles) => roles switch
    {
        [] => "",
        [var one] => $"RBAC: {one}",
        _ => $"RBAC: [{string.Join(", ", roles)}]",
    };

    /// <param name="Source">In the words of the API server.</param>
    /// <param name="Missing">The role that the binding names and that isn't there; null when it is.</param>
    private sealed record Grant(string Source, IReadOnlyList<RoleRule> Rules, string? Missing);
}

/// <param name="Reason">What allowed it, or what is wrong with the rules that might have; empty when there is nothing to say.</param>
internal sealed record AccessVerdict(bool IsAllowed, string Reason);
