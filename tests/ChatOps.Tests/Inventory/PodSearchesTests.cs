using ChatOps.Inventory;
using ChatOps.Tests.Fakes;
using CsCheck;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Inventory;

/// <summary>Pods are found by what changed since the last question; what is found is what a look at all of them finds.</summary>
public sealed class PodSearchesTests
{
    private static readonly string[] Spaces = ["a", "b", "c"];

    [Fact]
    public void After_any_changes_the_same_are_found_as_by_a_look_at_all() => Gen.Select(
            Gen.OneOf(Spaces), Gen.Int[0, 4], Gen.Int[0, 9], Gen.OneOf("put", "put", "remove", "look"))
        .List[1, 40]
        .Sample(changes =>
        {
            var inventory = new FakeInventory();
            foreach (var (space, number, restarts, what) in changes)
            {
                var pod = FakeInventory.Pod(space, $"pod-{number}", Labels.None) with { Restarts = restarts };
                switch (what)
                {
                    case "put":
                        inventory.With(pod);
                        break;
                    case "remove":
                        inventory.Remove(pod);
                        break;
                    default:
                        inventory.PodsIn(space);
                        break;
                }
            }

            foreach (var space in Spaces)
            {
                inventory.PodsIn(space).ShouldBe(inventory.Pods.Where(pod => pod.Namespace == space), ignoreOrder: true);
            }

            inventory.PodsCalled("pod-1").ShouldBe(inventory.Pods.Where(pod => pod.Name == "pod-1"), ignoreOrder: true);
        });

    [Fact]
    public void What_was_found_never_changes()
    {
        var inventory = new FakeInventory().With(FakeInventory.Pod("a", "one", Labels.None));
        var before = inventory.PodsIn("a");

        inventory.With(FakeInventory.Pod("a", "two", Labels.None));

        inventory.PodsIn("a").Count.ShouldBe(2);
        before.Count.ShouldBe(1);
    }

    [Fact]
    public void After_more_changes_than_anybody_remembers_all_is_read_anew()
    {
        var inventory = new FakeInventory().With(FakeInventory.Pod("a", "one", Labels.None));
        inventory.PodsIn("a").Count.ShouldBe(1);

        for (var number = 0; number <= 20_000; number++)
        {
            inventory.With(FakeInventory.Pod("b", $"pod-{number}", Labels.None));
        }

        inventory.Remove(FakeInventory.Pod("a", "one", Labels.None));
        inventory.PodsIn("a").ShouldBeEmpty();
        inventory.PodsIn("b").Count.ShouldBe(20_001);
    }
}
