using System.Collections.Immutable;
using ChatOps.Chat;

namespace ChatOps.Operations;

/// <summary>Every object of a plan, so that an approver knows exactly what is meant.</summary>
internal static class ObjectTable
{
    public static TablePart Of(string @namespace, IEnumerable<ObjectRow> rows) => new(
        $"Objects in {@namespace}",
        ["BECOMES", "KIND", "NAME", "UID"],
        [.. rows.Select(row => (ImmutableList<string>)[row.Becomes, row.Kind, row.Name, row.Uid])]);
}

internal sealed record ObjectRow(string Kind, string Name, string Becomes, string Uid);
