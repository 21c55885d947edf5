using ChatOps.Operations;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations;

public sealed class OperationStatesTests
{
    [Theory]
    [InlineData(OperationState.Planned, OperationState.Approved, true)]
    [InlineData(OperationState.AwaitingApproval, OperationState.Denied, true)]
    [InlineData(OperationState.Running, OperationState.Waiting, true)]
    [InlineData(OperationState.Waiting, OperationState.Running, true)]
    [InlineData(OperationState.Planned, OperationState.Running, false)]
    [InlineData(OperationState.Denied, OperationState.Approved, false)]
    [InlineData(OperationState.Succeeded, OperationState.Running, false)]
    [InlineData(OperationState.Waiting, OperationState.Succeeded, false)]
    public void Only_the_moves_of_the_table_are_legal(OperationState from, OperationState to, bool legal)
    {
        from.CanMoveTo(to).ShouldBe(legal);
    }

    [Fact]
    public void What_has_ended_never_moves_again()
    {
        var ends = Enum.GetValues<OperationState>().Where(state => state.IsFinal());

        ends.ShouldBe(
        [
            OperationState.Succeeded, OperationState.Failed, OperationState.Cancelled, OperationState.Denied,
            OperationState.Expired,
        ]);
    }

    [Fact]
    public void Every_state_knows_its_moves()
    {
        foreach (var state in Enum.GetValues<OperationState>())
        {
            Should.NotThrow(() => state.CanMoveTo(OperationState.Planned)).ShouldBeFalse();
        }
    }
}
