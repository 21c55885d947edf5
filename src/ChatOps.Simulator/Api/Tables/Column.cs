using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Tables;

/// <summary>One column of a table that kubectl prints.</summary>
/// <param name="Cell">Text or a whole number, at a time.</param>
/// <param name="Wide">Whether it is printed only when asked for more (<c>-o wide</c>).</param>
/// <param name="Format">How the cell is meant; <c>name</c> for the object's name.</param>
internal sealed record Column(
    string Name, Func<StoredObject, DateTimeOffset, object> Cell, bool Wide = false, string Format = "")
{
    /// <summary>Whether its cells are numbers.</summary>
    public bool IsNumber { get; init; }

    public static Column Text(string name, Func<StoredObject, string> cell, bool wide = false) =>
        new(name, (stored, _) => cell(stored), wide);

    public static Column Number(string name, Func<StoredObject, long> cell, bool wide = false) =>
        new(name, (stored, _) => cell(stored), wide) { IsNumber = true };

    public static readonly Column ObjectName = new("Name", (stored, _) => stored.Name, Format: "name");

    public static readonly Column Age =
        new("Age", (stored, now) => Durations.Since(stored.Json.Text("metadata", "creationTimestamp"), now));
}
