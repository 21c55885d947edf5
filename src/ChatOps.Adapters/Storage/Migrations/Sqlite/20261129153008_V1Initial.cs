using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChatOps.Adapters.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class V1Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Detail = table.Column<string>(type: "TEXT", nullable: false),
                    OperationId = table.Column<int>(type: "INTEGER", nullable: true),
                    PreviousHash = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entries", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "conversations",
                columns: table => new
                {
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    ServiceUrl = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conversations", x => new { x.Platform, x.Channel });
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FriendlyName = table.Column<string>(type: "TEXT", nullable: true),
                    Xml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_protection_keys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "followers",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Host = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    Ahead = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_followers", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "hosts",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    SeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Shape = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hosts", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "operations",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    GlassReason = table.Column<string>(type: "TEXT", nullable: true),
                    GlassBreaksAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    GlassKept = table.Column<string>(type: "TEXT", nullable: true),
                    GlassBrokenAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SignOff = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    RequestId = table.Column<string>(type: "TEXT", nullable: false),
                    Capability = table.Column<string>(type: "TEXT", nullable: false),
                    RetryOf = table.Column<int>(type: "INTEGER", nullable: true),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    PlanJson = table.Column<string>(type: "TEXT", nullable: false),
                    TraceParent = table.Column<string>(type: "TEXT", maxLength: 55, nullable: true),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Namespace = table.Column<string>(type: "TEXT", nullable: false),
                    BusyTarget = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WakeAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LeaseOwner = table.Column<string>(type: "TEXT", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastWorker = table.Column<string>(type: "TEXT", nullable: true),
                    ResumedAt = table.Column<int>(type: "INTEGER", nullable: true),
                    Setbacks = table.Column<int>(type: "INTEGER", nullable: false),
                    Failure = table.Column<string>(type: "TEXT", nullable: true),
                    FailureNextStep = table.Column<string>(type: "TEXT", nullable: true),
                    FailureCommand = table.Column<string>(type: "TEXT", nullable: true),
                    ApprovalsNeeded = table.Column<int>(type: "INTEGER", nullable: false),
                    IsDecidedByAsker = table.Column<bool>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FormerPlanJson = table.Column<string>(type: "TEXT", nullable: true),
                    Verdict = table.Column<string>(type: "TEXT", nullable: true),
                    PlanNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Retreat = table.Column<string>(type: "TEXT", nullable: true),
                    UndoingIndex = table.Column<int>(type: "INTEGER", nullable: true),
                    Actor_Id = table.Column<string>(type: "TEXT", nullable: false),
                    Actor_Name = table.Column<string>(type: "TEXT", nullable: false),
                    Actor_Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Conversation_Channel = table.Column<string>(type: "TEXT", nullable: false),
                    Conversation_Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Conversation_Thread = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_operations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    LocalId = table.Column<string>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    PersonalChannel = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => new { x.Platform, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "signed_in",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", nullable: true),
                    Groups = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signed_in", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "decisions",
                columns: table => new
                {
                    Index = table.Column<int>(type: "INTEGER", nullable: false),
                    OperationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Actor_Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Actor_Id = table.Column<string>(type: "TEXT", nullable: false),
                    Actor_Name = table.Column<string>(type: "TEXT", nullable: false),
                    Approves = table.Column<bool>(type: "INTEGER", nullable: false),
                    Plan = table.Column<int>(type: "INTEGER", nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: true),
                    IsVoid = table.Column<bool>(type: "INTEGER", nullable: false),
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

            migrationBuilder.CreateTable(
                name: "fellow_askers",
                columns: table => new
                {
                    Index = table.Column<int>(type: "INTEGER", nullable: false),
                    OperationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Actor_Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Actor_Id = table.Column<string>(type: "TEXT", nullable: false),
                    Actor_Name = table.Column<string>(type: "TEXT", nullable: false),
                    Conversation_Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Conversation_Channel = table.Column<string>(type: "TEXT", nullable: false),
                    Conversation_Thread = table.Column<string>(type: "TEXT", nullable: true),
                    IsTold = table.Column<bool>(type: "INTEGER", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "living_messages",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OperationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Sender = table.Column<string>(type: "TEXT", nullable: false),
                    MessageId = table.Column<string>(type: "TEXT", nullable: true),
                    SentVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    Refusal = table.Column<string>(type: "TEXT", nullable: true),
                    Conversation_Channel = table.Column<string>(type: "TEXT", nullable: false),
                    Conversation_Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Conversation_Thread = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_living_messages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_living_messages_operations_OperationId",
                        column: x => x.OperationId,
                        principalTable: "operations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "operation_steps",
                columns: table => new
                {
                    Index = table.Column<int>(type: "INTEGER", nullable: false),
                    OperationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LimitFrom = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsUndone = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_operation_steps", x => new { x.OperationId, x.Index });
                    table.ForeignKey(
                        name: "FK_operation_steps_operations_OperationId",
                        column: x => x.OperationId,
                        principalTable: "operations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_OperationId",
                table: "audit_entries",
                column: "OperationId");

            migrationBuilder.CreateIndex(
                name: "IX_living_messages_MessageId",
                table: "living_messages",
                column: "MessageId");

            migrationBuilder.CreateIndex(
                name: "IX_living_messages_NotBefore",
                table: "living_messages",
                column: "NotBefore");

            migrationBuilder.CreateIndex(
                name: "IX_living_messages_OperationId",
                table: "living_messages",
                column: "OperationId");

            migrationBuilder.CreateIndex(
                name: "IX_operations_BusyTarget",
                table: "operations",
                column: "BusyTarget",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_operations_RequestId",
                table: "operations",
                column: "RequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_operations_State_WakeAt",
                table: "operations",
                columns: new[] { "State", "WakeAt" });

            // The database itself refuses to rewrite the audit trail, whoever asks.
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
            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "conversations");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "decisions");

            migrationBuilder.DropTable(
                name: "fellow_askers");

            migrationBuilder.DropTable(
                name: "followers");

            migrationBuilder.DropTable(
                name: "hosts");

            migrationBuilder.DropTable(
                name: "living_messages");

            migrationBuilder.DropTable(
                name: "operation_steps");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "signed_in");

            migrationBuilder.DropTable(
                name: "operations");
        }
    }
}
