using System.ComponentModel.DataAnnotations;

namespace ChatOps.Adapters.Storage;

/// <summary>Where operations and the audit trail are kept (section "Storage").</summary>
public sealed class StorageOptions
{
    /// <summary>Sqlite: one file for one host. PostgreSql: a server that several hosts may share.</summary>
    [EnumDataType(typeof(StorageProvider))]
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Filled from ConnectionStrings:ChatOps; only SQLite has a default.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/chatops.db";
}

public enum StorageProvider
{
    Sqlite,
    PostgreSql,
}
