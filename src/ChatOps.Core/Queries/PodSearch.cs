using ChatOps.Inventory;

namespace ChatOps.Queries;

/// <summary>Which pod somebody means by its name alone, or by namespace/name where several have it.</summary>
internal static class PodSearch
{
    private const int MostListed = 5;

    public static Result<Pod> Find(IInventory inventory, string typed)
    {
        if (typed.Split('/') is [var space, var name])
        {
            return inventory.FindPod(space, name) is { } exact ? exact : Unknown(inventory, name);
        }

        var found = inventory.PodsCalled(typed);
        return found switch
        {
            [] => Unknown(inventory, typed),
            [var only] => only,
            _ => Problem.Invalid($"{found.Count} pods are called {typed}.", $"Which one: {string.Join(" or ", Places(found))}?"),
        };
    }

    private static IEnumerable<string> Places(IEnumerable<Pod> pods) => pods
        .Select(pod => $"{pod.Namespace}/{pod.Name}")
        .Order(StringComparer.Ordinal)
        .Take(MostListed);

    private static Problem Unknown(IInventory inventory, string name)
    {
        var near = Nearest.To(name, inventory.Pods.Select(pod => pod.Name), count: 3);
        return Problem.NotFound(
            $"There is no pod {name}.", near.Count == 0 ? "See them all: pods" : $"Did you mean {string.Join(" or ", near)}?");
    }
}
