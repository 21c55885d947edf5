using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Audit;

/// <summary>
/// Each entry's hash covers the hash before it, so that changing, inserting or removing one breaks all that follow.
/// Cutting off the end is what a chain alone can't show: compare its head with one that was witnessed elsewhere.
/// </summary>
public static class AuditChain
{
    /// <summary>What the first entry follows.</summary>
    public static readonly string Genesis = new('0', 64);

    /// <summary>Numbers, dates and seals a note as the successor of the entry before it (null for the first).</summary>
    public static AuditEntry Append(AuditEntry? previous, AuditNote note, DateTimeOffset now)
    {
        var entry = new AuditEntry(
            (previous?.Sequence ?? 0) + 1,
            DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            note.Actor,
            note.ActorName,
            note.Action,
            note.Subject,
            note.Detail,
            note.OperationId,
            previous?.Hash ?? Genesis,
            Hash: string.Empty);
        return entry with { Hash = Seal(entry) };
    }

    /// <summary>Checks one entry against the entry before it.</summary>
    /// <returns>Null when it holds, else what is wrong with it.</returns>
    public static string? Check(AuditEntry? previous, AuditEntry entry)
    {
        if (entry.Sequence != (previous?.Sequence ?? 0) + 1)
        {
            return $"entry {(previous?.Sequence ?? 0) + 1} is missing";
        }

        if (entry.PreviousHash != (previous?.Hash ?? Genesis))
        {
            return "it does not follow the entry before it";
        }

        return CheckSeal(entry);
    }

    /// <summary>Checks one entry of a part of a trail, in which some may be left out before it.</summary>
    /// <inheritdoc cref="Check" path="/returns"/>
    public static string? CheckPart(AuditEntry? previous, AuditEntry entry)
    {
        if (previous is not null && entry.Sequence <= previous.Sequence)
        {
            return "it is not in its place";
        }

        return previous?.Sequence + 1 == entry.Sequence || entry.Sequence == 1
            ? Check(previous, entry)
            : CheckSeal(entry);
    }

    private static string? CheckSeal(AuditEntry entry) =>
        entry.Hash == Seal(entry) ? null : "its contents do not match its hash";

    /// <summary>
    /// SHA-256 over each field as UTF-8 with its length before it (four bytes, big endian), so that no text can pass for
    /// the border between two fields.
    /// </summary>
    private static string Seal(AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var field in Fields(entry))
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Fields(AuditEntry entry) =>
    [
        entry.PreviousHash,
        $"{entry.Sequence}",
        $"{entry.At.ToUnixTimeMilliseconds()}",
        entry.Actor,
        entry.ActorName,
        entry.Action,
        entry.Subject,
        entry.Detail,
        $"{entry.OperationId}",
    ];
}
