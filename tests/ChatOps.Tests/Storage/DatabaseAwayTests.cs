using ChatOps.Adapters.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Storage;

public sealed class DatabaseAwayTests
{
    public static TheoryData<Exception> Away =>
    [
        new NpgsqlException("Failed to connect to 127.0.0.1:5432"),
        Told("28P01"),
        Told("3D000"),
        Told("57P01"),
        Told("53300"),
        Told("42501"), // PostgreSQL 15 lets nobody but the owner make tables
        Told("25006"),
        new SqliteException("unable to open database file", 14),
        new DbUpdateException("could not be saved", new SqliteException("database is locked", 5)),
    ];

    public static TheoryData<Exception> Faults =>
    [
        Told("42P01"), // no such table: the bot's own mistake
        Told("23505"),
        new SqliteException("no such column: x", 1),
        new InvalidOperationException("no database in it"),
    ];

    [Theory]
    [MemberData(nameof(Away), DisableDiscoveryEnumeration = true)]
    public void A_database_that_can_not_be_used_is_told_in_its_own_words(Exception exception) =>
        DatabaseAway.Reason(exception).ShouldBe((exception.InnerException ?? exception).Message);

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void A_statement_that_it_does_not_take_is_not_a_database_that_is_away(Exception exception) =>
        DatabaseAway.Reason(exception).ShouldBeNull();

    private static PostgresException Told(string state) => new($"state {state}", "FATAL", "FATAL", state);
}
