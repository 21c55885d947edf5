using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Tables;

/// <summary>Whether a client asks for a table instead of the objects themselves.</summary>
internal static class TableRequest
{
    /// <summary>What the rows carry; null when no table is asked for.</summary>
    /// <exception cref="ApiException">400: an unknown wish.</exception>
    public static TableObjects? Read(ApiRequest request)
    {
        var accept = request.Http.Request.Headers.Accept.ToString();
        if (!accept.Contains("as=Table", StringComparison.Ordinal))
        {
            return null;
        }

        return request.Query("includeObject") switch
        {
            null or "Metadata" => TableObjects.Metadata,
            "None" => TableObjects.None,
            "Object" => TableObjects.Whole,
            var other => throw ApiException.BadRequest($"unrecognized includeObject value: {other}"),
        };
    }
}
