using System.Data.Common;

namespace ChatOps.Adapters.Storage;

/// <summary>What is wrong with a connection string that a database's library can't read. Values may be secret and are never told.</summary>
internal static class ConnectionMistake
{
    /// <param name="connection">What was refused.</param>
    /// <param name="known">An empty one of the library's: it knows its own keys.</param>
    /// <param name="example">One that would do.</param>
    public static string In(string connection, DbConnectionStringBuilder known, string example)
    {
        var pairs = new DbConnectionStringBuilder();
        try
        {
            pairs.ConnectionString = connection;
        }
        catch (ArgumentException)
        {
            return $"can't be read: write Key=Value with a semicolon between them, such as \"{example}\".";
        }

        var key = pairs.Keys.Cast<string>().FirstOrDefault(candidate => !Takes(known, candidate, pairs[candidate]));
        return key is null || known.ContainsKey(key)
            ? $"the value of {key ?? "one of its keys"} makes no sense; write it such as \"{example}\"."
            : $"there is no key {key}; write it such as \"{example}\".";
    }

    private static bool Takes(DbConnectionStringBuilder known, string key, object value)
    {
        try
        {
            known[key] = value;
            return true;
        }
        catch (Exception refused) when (refused is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return false;
        }
    }
}
