using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChatOps.Adapters.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Approvals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "ApprovalsNeeded",
                table: "operations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "ExpiresAt",
                table: "operations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FormerPlanJson",
                table: "operations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsDecidedByAsker",
                table: "operations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Retreat",
                table: "operations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "UndoingIndex",
                table: "operations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Verdict",
                table: "operations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsUndone",
                table: "operation_steps",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "decisions",
                columns: table => new
                {
                    Index = table.Column<int>(type: "INTEGER", nullable: false),
                    OperationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Actor_Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Actor_Id = table.Column<string>(type: "TEXT", nullable: true),
                    Actor_Name = table.Column<string>(type: "TEXT", nullable: false),
                    Approves = table.Column<bool>(type: "INTEGER", nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_decisions", x => new { x.OperationId, x.Index });
                    table.ForeignKey(
                        name: "FK_decisions_operations_OperationId",
                        column: x => x.OperationId,
                        principalTable: "operations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "decisions");

            migrationBuilder.DropColumn(
                name: "ApprovalsNeeded",
                table: "operations");

            migrationBuilder.DropColumn(
                name: "ExpiresAt",
                table: "operations");

            migrationBuilder.DropColumn(
                name: "FormerPlanJson",
                table: "operations");

            migrationBuilder.DropColumn(
                name: "IsDecidedByAsker",
                table: "operations");

            migrationBuilder.DropColumn(
                name: "Retreat",
                table: "operations");

            migrationBuilder.DropColumn(
                name: "UndoingIndex",
                table: "operations");

            migrationBuilder.DropColumn(
                name: "Verdict",
                table: "operations");

            migrationBuilder.DropColumn(
                name: "IsUndone",
                table: "operation_steps");
        }
    }
}
