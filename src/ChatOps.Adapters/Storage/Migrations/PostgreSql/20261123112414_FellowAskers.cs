using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChatOps.Adapters.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class FellowAskers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "Actor_Id",
                table: "decisions",
                type: "text",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.CreateTable(
                name: "fellow_askers",
                columns: table => new
                {
                    Index = table.Column<int>(type: "integer", nullable: false),
                    OperationId = table.Column<int>(type: "integer", nullable: false),
                    Actor_Platform = table.Column<string>(type: "text", nullable: false),
                    Actor_Id = table.Column<string>(type: "text", nullable: false),
                    Actor_Name = table.Column<string>(type: "text", nullable: false),
                    Conversation_Platform = table.Column<string>(type: "text", nullable: false),
                    Conversation_Channel = table.Column<string>(type: "text", nullable: false),
                    Conversation_Thread = table.Column<string>(type: "text", nullable: true),
                    IsTold = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fellow_askers", x => new { x.OperationId, x.Index });
                    table.ForeignKey(
                        name: "FK_fellow_askers_operations_OperationId",
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
                name: "fellow_askers");

            migrationBuilder.AlterColumn<string>(
                name: "Actor_Id",
                table: "decisions",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text");
        }
    }
}
