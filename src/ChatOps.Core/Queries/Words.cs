namespace ChatOps.Queries;

/// <summary>Counted things.</summary>
internal static class Words
{
    public static string Pods(int count) => count == 1 ? "1 pod" : $"{count:N0} pods";
}
