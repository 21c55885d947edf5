using ChatOps.Simulator.Api.Selecting;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Reading;

/// <summary>One page of a list.</summary>
/// <param name="ResourceVersion">From which a watch goes on.</param>
/// <param name="Continue">Null on the last page.</param>
/// <param name="Remaining">Objects on later pages; null where selectors make that a guess.</param>
internal sealed record ListPage(
    long ResourceVersion, IReadOnlyList<StoredObject> Objects, string? Continue, int? Remaining)
{
    /// <summary>The page a request asks for. A later page is of the objects as they are now, which may differ from the first page's.</summary>
    public static ListPage Of(ApiRequest request, StoreSnapshot snapshot)
    {
        var selection = new Selection(request);
        var token = request.Query("continue") is { } text ? ContinueToken.Read(text) : null;
        var version = token?.ResourceVersion ?? snapshot.ResourceVersion;
        var matching = snapshot.List(request.Type, request.Namespace)
            .Where(stored => (token is null || token.IsBefore(stored)) && selection.Matches(stored));
        if (request.QueryNumber("limit") is not ({ } limit and > 0))
        {
            return new(version, [.. matching], null, null);
        }

        var objects = matching.Take((int)Math.Min(limit, int.MaxValue - 1) + 1).ToList();
        if (objects.Count <= limit)
        {
            return new(version, objects, null, null);
        }

        objects.RemoveAt(objects.Count - 1);
        var last = objects[^1];
        var plain = request.Query("labelSelector") is null && request.Query("fieldSelector") is null;
        return new(
            version,
            objects,
            new ContinueToken(version, last.Namespace ?? "", last.Name).Write(),
            plain ? matching.Count() - objects.Count : null);
    }
}
