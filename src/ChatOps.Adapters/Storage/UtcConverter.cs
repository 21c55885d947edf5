using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ChatOps.Adapters.Storage;

/// <summary>
/// Keeps times as UTC. SQLite has no type for a time with an offset and could neither compare nor order one; UTC in its
/// text form sorts as time does.
/// </summary>
public sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
    time => time.UtcDateTime,
    time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)));
