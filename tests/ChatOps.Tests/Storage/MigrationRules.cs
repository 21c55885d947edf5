using System.Reflection;
using System.Text.RegularExpressions;
using ChatOps.Adapters.Storage.Shapes;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace ChatOps.Tests.Storage;

/// <summary>Says what of a migration a host of the version before could not live with.</summary>
internal static partial class MigrationRules
{
    public static IReadOnlyList<string> Faults(string id, Migration migration)
    {
        var contract = migration.GetType().GetCustomAttribute<ContractAttribute>();
        var isInTime = contract is not null && contract.UnusedSince < ShapeNumber.Of(id);
        string[] early = contract is null || isInTime
            ? []
            : [$"it takes away what shape {contract.UnusedSince} is the first to do without: wait for the next."];
        var added = migration.UpOperations.OfType<CreateTableOperation>().Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        var judged = migration.UpOperations.Where(operation => !isInTime || !TakesAway(operation));
        return [.. early, .. judged.Select(operation => Fault(operation, added)).OfType<string>()];
    }

    /// <summary>What nobody uses may go; that excuses nothing else in the same step.</summary>
    private static bool TakesAway(MigrationOperation operation) => operation is DropTableOperation or DropColumnOperation;

    /// <param name="added">Tables of the same migration: no older host knows them.</param>
    private static string? Fault(MigrationOperation operation, IReadOnlySet<string> added) => operation switch
    {
        ITableMigrationOperation { Table: var table } when added.Contains(table) => null,
        DropTableOperation table => $"drops the table {table.Name}",
        RenameTableOperation table => $"renames the table {table.Name}",
        DropColumnOperation column => $"drops {column.Table}.{column.Name}",
        RenameColumnOperation column => $"renames {column.Table}.{column.Name}",
        AlterColumnOperation { IsNullable: false, OldColumn.IsNullable: true } column => $"makes {column.Table}.{column.Name} NOT NULL",
        AlterColumnOperation column when column.ColumnType != column.OldColumn.ColumnType => $"gives {column.Table}.{column.Name} another type",
        AddColumnOperation { IsNullable: false, DefaultValue: null, DefaultValueSql: null, ComputedColumnSql: null } column =>
            $"adds {column.Table}.{column.Name}, which is NOT NULL and has no default",
        CreateIndexOperation { IsUnique: true } index => $"allows {index.Table} fewer rows than before ({index.Name})",
        AddUniqueConstraintOperation or AddForeignKeyOperation or AddCheckConstraintOperation or AddPrimaryKeyOperation or DropPrimaryKeyOperation =>
            $"constrains {((ITableMigrationOperation)operation).Table} more than before",
        SqlOperation sql when Taking().Match(sql.Sql) is { Success: true } word => $"runs SQL that may take something away ({word.Value})",
        _ => null,
    };

    [GeneratedRegex(@"\b(DROP|RENAME|TRUNCATE(?!\s+ON\b)|DELETE\s+FROM|SET\s+NOT\s+NULL|ADD\s+(CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN)|CREATE\s+UNIQUE|(SET\s+DATA\s+)?TYPE)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Taking();
}
