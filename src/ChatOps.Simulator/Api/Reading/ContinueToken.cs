using System.Buffers.Text;
using System.Text;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Reading;

/// <summary>Where the next page of a list begins.</summary>
/// <param name="ResourceVersion">The version of the first page, which the others report too.</param>
/// <param name="Namespace">Of the last object given; empty for objects of the whole cluster.</param>
/// <param name="Name">Of the last object given.</param>
internal sealed record ContinueToken(long ResourceVersion, string Namespace, string Name)
{
    /// <exception cref="ApiException">400: it isn't one of ours.</exception>
    public static ContinueToken Read(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('/') is [var version, var ns, var name]
                ? new(long.Parse(version), ns, name)
                : throw new FormatException();
        }
        catch (FormatException)
        {
            throw ApiException.BadRequest("continue key is not valid");
        }
    }

    public string Write() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{ResourceVersion}/{Namespace}/{Name}"));

    /// <summary>Whether the object comes after the last one given.</summary>
    public bool IsBefore(StoredObject stored)
    {
        var byNamespace = string.CompareOrdinal(stored.Namespace ?? "", Namespace);
        return byNamespace > 0 || (byNamespace == 0 && string.CompareOrdinal(stored.Name, Name) > 0);
    }
}
