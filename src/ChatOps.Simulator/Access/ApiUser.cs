namespace ChatOps.Simulator.Access;

/// <summary>Whom the API takes a client for.</summary>
/// <param name="Name">Such as <c>system:serviceaccount:chatops:chatops</c>.</param>
internal sealed record ApiUser(string Name, IReadOnlyList<string> Groups)
{
    private const string Authenticated = "system:authenticated";
    private const string ServiceAccounts = "system:serviceaccounts";

    /// <summary>Nobody in particular: a client that brought no credentials.</summary>
    public static readonly ApiUser Anonymous = new("system:anonymous", ["system:unauthenticated"]);

    /// <summary>Whoever has the cluster's own kubeconfig.</summary>
    public static readonly ApiUser Administrator = new("simulator", ["system:masters", Authenticated]);

    public static ApiUser ServiceAccount(string ns, string name) =>
        new(NameOfServiceAccount(ns, name), [ServiceAccounts, $"{ServiceAccounts}:{ns}", Authenticated]);

    public static string NameOfServiceAccount(string ns, string name) => $"system:serviceaccount:{ns}:{name}";
}
