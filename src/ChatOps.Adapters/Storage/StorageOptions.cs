using System.ComponentModel.DataAnnotations;
using Microsoft.Data.Sqlite;

namespace ChatOps.Adapters.Storage;

/// <summary>Where operations and the audit trail are kept (section "Storage").</summary>
public sealed class StorageOptions : IValidatableObject
{
    /// <summary>Sqlite: one file for one host. PostgreSql: a server that several hosts may share.</summary>
    [EnumDataType(typeof(StorageProvider))]
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Filled from ConnectionStrings:ChatOps; only SQLite has a default.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/chatops.db";

    /// <summary>What it names must outlive the process; without a file every start would begin with nothing.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!NamesFile())
        {
            yield return new ValidationResult("ConnectionStrings:ChatOps must name a file: \"Data Source=data/chatops.db\".");
        }
    }

    private bool NamesFile()
    {
        try
        {
            var named = new SqliteConnectionStringBuilder(ConnectionString);
            return named.DataSource is { Length: > 0 } and not ":memory:" && named.Mode is not SqliteOpenMode.Memory;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

public enum StorageProvider
{
    Sqlite,
    PostgreSql,
}
