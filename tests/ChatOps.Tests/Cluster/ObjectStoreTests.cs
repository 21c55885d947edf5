using ChatOps.Adapters.Cluster.Reflecting;
using CsCheck;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

public sealed class ObjectStoreTests
{
    /// <summary>So few names that they come, go and come again, and so many that they fill several pages.</summary>
    private static readonly Gen<ObjectKey> Keys = Gen.Int[0, 600].Select(number => new ObjectKey("n", $"pod-{number}"));

    [Fact]
    public void It_holds_what_a_dictionary_would_and_pictures_taken_before_stay_as_they_were() =>
        Gen.Select(Keys, Gen.Int[0, 2], Gen.Bool).Array[0, 2_000].Sample(changes =>
        {
            var (store, expected) = (new ObjectStore<string>(), new Dictionary<ObjectKey, string>());
            foreach (var (key, value, isPut) in changes)
            {
                var before = store.Snapshot;
                var count = before.Count;
                var isDifferent = isPut ? expected.GetValueOrDefault(key) != $"{value}" : expected.ContainsKey(key);
                (isPut ? store.Put(key, $"{value}") : store.Remove(key)).ShouldBe(isDifferent);
                _ = isPut ? expected[key] = $"{value}" : expected.Remove(key, out var gone) ? gone : null;
                store.Find(key).ShouldBe(expected.GetValueOrDefault(key));
                before.Count.ShouldBe(count);
            }

            store.Snapshot.Order().ShouldBe(expected.Values.Order());
            store.Snapshot.Count.ShouldBe(expected.Count);
        }, iter: 200);

    [Fact]
    public void A_new_picture_says_what_came_what_went_and_what_is_different()
    {
        var store = new ObjectStore<string>();
        store.Replace(Objects(("same", "1"), ("changed", "1"), ("gone", "1")));
        var before = store.Snapshot;

        store.Replace(Objects(("same", "1"), ("changed", "2"), ("new", "1"))).Select(key => key.Name).Order()
            .ShouldBe(["changed", "gone", "new"]);

        store.Snapshot.Order().ShouldBe(["1", "1", "2"]);
        before.ShouldBe(["1", "1", "1"]);
        store.Put(new("n", "more"), "3").ShouldBeTrue();
        store.Snapshot.Count.ShouldBe(4);
    }

    private static Dictionary<ObjectKey, string> Objects(params (string Name, string Value)[] all) =>
        all.ToDictionary(each => new ObjectKey("n", each.Name), each => each.Value);
}
