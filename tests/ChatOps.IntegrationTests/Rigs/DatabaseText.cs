using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>All that a database holds, as text: every row of every table of every schema, bytes in hexadecimal.</summary>
internal static class DatabaseText
{
    private const string SqliteTables = """SELECT '"' || name || '"' FROM sqlite_master WHERE type = 'table'""";

    private const string PostgresTables =
        """
        SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
        """;

    public static async Task<string> ReadAsync(DbContext database, CancellationToken cancellationToken)
    {
        await database.Database.OpenConnectionAsync(cancellationToken);
        var connection = database.Database.GetDbConnection();
        var isSqlite = database.Database.ProviderName!.Contains("Sqlite", StringComparison.Ordinal); // every context has one
        var text = new StringBuilder();
        foreach (var table in await RowsAsync(connection, isSqlite ? SqliteTables : PostgresTables, cancellationToken))
        {
            text.AppendLine(table);
            foreach (var row in await RowsAsync(connection, isSqlite ? $"SELECT * FROM {table}" : $"SELECT it::text FROM {table} it", cancellationToken))
            {
                text.AppendLine(row);
            }
        }

        return text.ToString();
    }

    private static async Task<List<string>> RowsAsync(DbConnection connection, string question, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))));
        }

        return rows;
    }

    private static string Text(object value) =>
        value is byte[] bytes ? $"{Convert.ToHexStringLower(bytes)} {Encoding.UTF8.GetString(bytes)}" : $"{value}";
}
