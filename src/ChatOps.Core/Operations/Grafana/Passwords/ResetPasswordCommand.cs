using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using ChatOps.Commands;
using ChatOps.Inventory;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>Asks for a new password of Grafana's first administrator.</summary>
/// <param name="User">By what name that one logs in, not whose password is set; null for "admin".</param>
/// <param name="ToSecret">Where to write it; null to show it to whoever asks.</param>
public sealed record ResetPasswordCommand(string? User, SecretReference? ToSecret) : ICommand;

/// <summary>Reads "namespace/name".</summary>
internal static partial class SecretNames
{
    public static void AddTo(ValueRules rules) =>
        rules.Add<SecretReference>("a Secret as namespace/name, such as astronomer-ee/grafana-admin", TryRead);

    private static bool TryRead(string word, [MaybeNullWhen(false)] out SecretReference value)
    {
        value = Form().Match(word) is { Success: true } match
            ? new SecretReference(match.Groups["namespace"].Value, match.Groups["name"].Value)
            : null;
        return value is not null;
    }

    /// <summary>A DNS label and a DNS subdomain (kubernetes.io: Object Names and IDs).</summary>
    [GeneratedRegex(
        "^(?<namespace>[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)/(?<name>(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
