using System.Collections.Immutable;
using ChatOps.Chat;

namespace ChatOps.Operations;

/// <summary>Every object of a plan, so that an approver knows exactly what is meant.</summary>
internal static class ObjectTable
{
    /// <summary>Enough to tell two objects of one name apart; the fingerprint of the plan is made of all of it.</summary>
    private const int ShownOfUid = 8;

    public static TablePart Of(string @namespace, IEnumerable<ObjectRow> rows) => new(
        $"Objects in {@namespace}",
        ["BECOMES", "KIND", "NAME", "UID"],
        [.. rows.Select(row => (ImmutableList<string>)[row.Becomes, row.Kind, row.Name, Short(row.Uid)])])
    {
        RowsStandAlone = true,
    };

    private static string Short(string uid) => Guid.TryParse(uid, out _) ? uid[..ShownOfUid] : uid;
}

internal sealed record ObjectRow(string Kind, string Name, string Becomes, string Uid);
