using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChatOps.Adapters.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class PlanNumbers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What was decided before the plans had numbers is told apart by fingerprints, as it was.
            migrationBuilder.AddColumn<int>(
                name: "PlanNumber",
                table: "operations",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "Channel",
                table: "decisions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsVoid",
                table: "decisions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Plan",
                table: "decisions",
                type: "integer",
                nullable: false,
                defaultValue: 1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PlanNumber",
                table: "operations");

            migrationBuilder.DropColumn(
                name: "Channel",
                table: "decisions");

            migrationBuilder.DropColumn(
                name: "IsVoid",
                table: "decisions");

            migrationBuilder.DropColumn(
                name: "Plan",
                table: "decisions");
        }
    }
}
