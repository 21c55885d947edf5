using System.Text;

namespace ChatOps.Adapters.Cluster.Api;

/// <summary>Reads the end of a text of any length, holding little more than that end.</summary>
internal static class TextTail
{
    /// <param name="limit">Characters to keep.</param>
    public static async Task<string> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await content.ReadAsStreamAsync(cancellationToken));
        var kept = new StringBuilder();
        var chunk = new char[8192];
        while (await reader.ReadAsync(chunk, cancellationToken) is > 0 and var count)
        {
            kept.Append(chunk, 0, count);
            if (kept.Length > 2 * limit)
            {
                kept.Remove(0, kept.Length - limit);
            }
        }

        return kept.Length > limit ? kept.ToString(kept.Length - limit, limit) : kept.ToString();
    }
}
