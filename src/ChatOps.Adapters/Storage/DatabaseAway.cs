using System.Data.Common;

namespace ChatOps.Adapters.Storage;

/// <summary>A database that can't be reached, or lets nobody in, in words.</summary>
public static class DatabaseAway
{
    /// <summary>What to do about it.</summary>
    public const string WayOut = "Look at ConnectionStrings:ChatOps, and whether the server can be reached from here.";

    /// <returns>What the database or the way to it says; null when something else is the matter.</returns>
    public static string? Reason(Exception exception) => exception is DbException
        ? exception.Message
        : exception.InnerException is { } inner ? Reason(inner) : null;
}
