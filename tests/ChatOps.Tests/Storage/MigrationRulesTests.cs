using ChatOps.Adapters.Storage.Shapes;
using ChatOps.Tests.Fakes;
using Microsoft.EntityFrameworkCore.Migrations;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Storage;

public sealed class MigrationRulesTests
{
    private const string Id = "29990101000000_V3Notes";

    public static TheoryData<string, Action<MigrationBuilder>> Refused => new()
    {
        { "drops the table operations", change => change.DropTable("operations") },
        { "renames the table operations", change => change.RenameTable("operations", newName: "changes") },
        { "drops operations.Text", change => change.DropColumn("Text", "operations") },
        { "renames operations.Text", change => change.RenameColumn("Text", "operations", "Words") },
        { "makes decisions.Actor_Id NOT NULL", change => change.AlterColumn<string>("Actor_Id", "decisions", nullable: false, defaultValue: "", oldNullable: true) },
        { "gives operations.Id another type", change => change.AlterColumn<long>("Id", "operations", type: "bigint", oldType: "integer") },
        { "adds operations.Urgency, which is NOT NULL and has no default", change => change.AddColumn<string>("Urgency", "operations", nullable: false) },
        { "allows operations fewer rows than before (IX)", change => change.CreateIndex("IX", "operations", "Text", unique: true) },
        { "constrains operations more than before", change => change.AddCheckConstraint("CK", "operations", "1 = 1") },
        { "runs SQL that may take something away (drop)", change => change.Sql("drop view recent") },
        { "runs SQL that may take something away (TRUNCATE)", change => change.Sql("TRUNCATE decisions") },
        { "runs SQL that may take something away (delete from)", change => change.Sql("delete from decisions") },
        { "runs SQL that may take something away (CREATE UNIQUE)", change => change.Sql("CREATE UNIQUE INDEX one ON operations (\"Text\")") },
        { "runs SQL that may take something away (ADD CONSTRAINT)", change => change.Sql("ALTER TABLE operations ADD CONSTRAINT one CHECK (1 = 1)") },
        { "runs SQL that may take something away (TYPE)", change => change.Sql("ALTER TABLE operations ALTER COLUMN \"Id\" TYPE bigint") },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_takes_something_away_is_refused(string fault, Action<MigrationBuilder> change) =>
        MigrationRules.Faults(Id, new Change(change)).ShouldBe([fault]);

    [Fact]
    public void What_only_adds_is_allowed() => MigrationRules.Faults(Id, new V2Urgency()).ShouldBeEmpty();

    [Fact]
    public void A_new_table_may_have_any_constraint() =>
        MigrationRules.Faults(Id, new Change(change =>
        {
            change.CreateTable("shifts", table => new { Name = table.Column<string>(nullable: false) });
            change.CreateIndex("IX", "shifts", "Name", unique: true);
        })).ShouldBeEmpty();

    [Fact]
    public void A_marked_step_may_take_away_what_the_version_before_did_without() =>
        MigrationRules.Faults(Id, new Later()).ShouldBeEmpty();

    [Fact]
    public void A_mark_excuses_nothing_but_what_is_taken_away() =>
        MigrationRules.Faults(Id, new LaterAndMore()).ShouldBe(["makes decisions.Actor_Id NOT NULL"]);

    [Fact]
    public void A_marked_step_may_not_come_in_the_version_that_stops_the_use() =>
        MigrationRules.Faults(Id, new TooEarly()).ShouldBe(
            ["it takes away what shape 3 is the first to do without: wait for the next.", "drops operations.Text"]);

    private sealed class Change(Action<MigrationBuilder> change) : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => change(migrationBuilder);
    }

    [Contract(unusedSince: 2)]
    private sealed class Later : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("Text", "operations");
    }

    [Contract(unusedSince: 2)]
    private sealed class LaterAndMore : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn("Text", "operations");
            migrationBuilder.AlterColumn<string>("Actor_Id", "decisions", nullable: false, defaultValue: "", oldNullable: true);
        }
    }

    [Contract(unusedSince: 3)]
    private sealed class TooEarly : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("Text", "operations");
    }
}
