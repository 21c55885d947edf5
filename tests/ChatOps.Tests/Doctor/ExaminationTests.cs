using ChatOps.Doctor;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Doctor;

public sealed class ExaminationTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_far_end_that_hangs_and_one_that_breaks_keep_no_other_from_being_looked_at()
    {
        var examination = new Examination(
            [
                new Checkup("hanging", stop => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop)),
                new Checkup("broken", _ => throw new InvalidOperationException("outer", new IOException("the line is dead"))),
                new Checkup("well", _ => Task.CompletedTask),
            ],
            _time);

        var running = examination.RunAsync(Stop);
        _time.Advance(Examination.Patience);

        (await running).ShouldBe(
        [
            Finding.Bad("hanging", "No answer within 15 seconds.", "Look whether it can be reached from here."),
            Finding.Bad("broken", "the line is dead", "Look whether it can be reached from here."),
            Finding.Good("well", "It is."),
        ]);
    }

    [Fact]
    public async Task Who_stops_it_stops_it()
    {
        using var impatience = new CancellationTokenSource();
        var examination = new Examination([new Checkup("hanging", stop => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop))], _time);

        var running = examination.RunAsync(impatience.Token);
        await impatience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Fact]
    public void The_table_marks_each_finding_and_says_beneath_what_to_do() =>
        string.Join('\n', FindingTable.Write(
        [
            Finding.Good("database", "SQLite."),
            Finding.Off("Slack", "Switched off."),
            Finding.Doubtful("clock", "3 seconds apart.", "Set it."),
            Finding.Bad("Houston", "It says:\nno", "Set Houston:Token."),
        ])).ShouldBe(
            """
                 CHECK     FOUND, AND WHAT TO DO
            ok   database  SQLite.
            -    Slack     Switched off.
            !    clock     3 seconds apart.
                           -> Set it.
            BAD  Houston   It says: no
                           -> Set Houston:Token.
            """);

    private sealed class Checkup(string subject, Func<CancellationToken, Task> look) : ICheckup
    {
        public string Subject => subject;

        public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
        {
            await look(cancellationToken);
            return [Finding.Good(subject, "It is.")];
        }
    }
}
