using ChatOps.Adapters.Storage;
using ChatOps.Adapters.Storage.Shapes;
using ChatOps.Tests.Fakes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Storage;

/// <summary>Versions side by side on one database: one apart they work, further apart they are refused in words.</summary>
public abstract class ShapesContract
{
    private readonly FakeTimeProvider _time = new(new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected abstract Task<TestDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken);

    [Fact]
    public async Task A_new_database_gets_the_shape_of_this_version_without_a_warning()
    {
        await using var database = await CreateAsync(_time, Stop);

        database.Warnings.ShouldBeEmpty();
        await using var context = await database.OpenAsync(Stop);
        var fit = await context.FitAsync(Stop);
        fit.Found.ShouldBe(fit.Own);
        fit.Missing.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_next_version_changes_a_database_that_hosts_of_this_one_are_at_work_on_and_they_start_there_again()
    {
        await using var database = await CreateAsync(_time, Stop);
        await database.Presence.ReportAsync(Stop);

        await using var next = database.OpenNextVersion();
        (await next.MigrateAsync(Stop)).ShouldBe(["29990101000000_V2Urgency"]);

        await using var context = await database.OpenAsync(Stop);
        (await context.MigrateAsync(Stop)).ShouldBeEmpty();
        await database.Rehearsal.RehearseAsync(Stop); // stores an operation, without a word about the new column
    }

    [Fact]
    public async Task A_database_two_versions_ahead_is_refused()
    {
        await using var database = await CreateAsync(_time, Stop);
        await using var second = database.OpenSecondVersion();
        await second.MigrateAsync(Stop);

        (await RefusedAsync(await database.OpenAsync(Stop))).ShouldBe(
            "ConnectionStrings:ChatOps: the database has shape 3, and this version of the bot has shape 1: it lives with 2 at most. "
            + "Start a later version of the bot, or restore a backup of that time.");
    }

    [Fact]
    public async Task A_version_two_ahead_waits_for_the_one_between_while_an_old_host_is_at_work()
    {
        await using var database = await CreateAsync(_time, Stop);
        await database.Presence.ReportAsync(Stop);

        (await RefusedAsync(database.OpenSecondVersion())).ShouldBe(
            "ConnectionStrings:ChatOps: the host a has shape 1 and is at work: it would not live with shape 3. Roll out a version with "
            + "shape 2 first; or stop all hosts, and start this one 15 s later.");

        _time.Advance(HostPresence.Patience + TimeSpan.FromSeconds(1));
        await using var second = database.OpenSecondVersion();
        (await second.MigrateAsync(Stop)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_old_host_holds_the_second_next_version_up_also_after_the_next_one_came()
    {
        await using var database = await CreateAsync(_time, Stop);
        await database.Presence.ReportAsync(Stop);
        await using (var next = database.OpenNextVersion())
        {
            await next.MigrateAsync(Stop);
        }

        (await RefusedAsync(database.OpenSecondVersion())).ShouldContain("the host a has shape 1 and is at work");
    }

    [Fact]
    public async Task A_database_from_before_the_first_release_is_refused()
    {
        await using var database = await CreateAsync(_time, Stop);
        await using var context = await database.OpenAsync(Stop);
        await context.Database.ExecuteSqlAsync(
            $"""UPDATE "__EFMigrationsHistory" SET "MigrationId" = {"20261123050735_Operations"}""", Stop);

        (await RefusedAsync(await database.OpenAsync(Stop))).ShouldContain(
            "made by a build from before the first release (20261123050735_Operations), which no release can carry over. Give the bot an empty one");
    }

    [Theory]
    [InlineData("20261129153018_V1Initial", 1)]
    [InlineData("20270101000000_V12Urgency", 12)]
    [InlineData("20261123050735_Operations", null)]
    [InlineData("20261123050735_Volumes", null)]
    public void A_shape_has_its_number_in_the_names_of_its_migrations(string migration, int? number) =>
        ShapeNumber.Of(migration).ShouldBe(number);

    private static async Task<string> RefusedAsync(ChatOpsDbContext context)
    {
        await using (context)
        {
            return (await Should.ThrowAsync<OptionsValidationException>(() => context.MigrateAsync(Stop))).Failures.ShouldHaveSingleItem();
        }
    }
}
