using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChatOps.Adapters.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Review : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "GlassBreaksAt",
                table: "operations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "GlassBrokenAt",
                table: "operations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "GlassKept",
                table: "operations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "GlassReason",
                table: "operations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RetryOf",
                table: "operations",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SignOff",
                table: "operations",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "GlassBreaksAt",
                table: "operations");

            migrationBuilder.DropColumn(
                name: "GlassBrokenAt",
                table: "operations");

            migrationBuilder.DropColumn(
                name: "GlassKept",
                table: "operations");

            migrationBuilder.DropColumn(
                name: "GlassReason",
                table: "operations");

            migrationBuilder.DropColumn(
                name: "RetryOf",
                table: "operations");

            migrationBuilder.DropColumn(
                name: "SignOff",
                table: "operations");
        }
    }
}
