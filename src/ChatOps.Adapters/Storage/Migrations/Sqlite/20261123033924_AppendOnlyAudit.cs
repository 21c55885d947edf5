using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChatOps.Adapters.Storage.Migrations.Sqlite
{
    /// <summary>The database itself refuses to rewrite the audit trail, whoever asks.</summary>
    public partial class AppendOnlyAudit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var forbidden in new[] { "UPDATE", "DELETE" })
            {
                migrationBuilder.Sql(
                    $"CREATE TRIGGER audit_entries_no_{forbidden.ToLowerInvariant()} BEFORE {forbidden} ON audit_entries "
                    + "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER audit_entries_no_update; DROP TRIGGER audit_entries_no_delete;");
        }
    }
}
