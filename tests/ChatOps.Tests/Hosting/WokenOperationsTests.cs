using ChatOps.Host.Jobs;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Hosting;

public sealed class WokenOperationsTests
{
    private readonly WokenOperations _woken = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_woken_again_and_again_stands_in_line_once()
    {
        foreach (var operationId in new[] { 1, 2, 1, 1 })
        {
            _woken.Add(operationId);
        }

        _woken.Add(3);

        (await _woken.TakeAllAsync(Stop).Take(3).ToListAsync(Stop)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task What_is_woken_while_it_is_looked_at_is_looked_at_again()
    {
        _woken.Add(1);
        await using var taken = _woken.TakeAllAsync(Stop).GetAsyncEnumerator(Stop);
        (await taken.MoveNextAsync()).ShouldBeTrue();

        _woken.Add(1);

        (await taken.MoveNextAsync()).ShouldBeTrue();
        taken.Current.ShouldBe(1);
    }
}
