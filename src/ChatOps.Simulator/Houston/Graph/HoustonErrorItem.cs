using GraphQL;

namespace ChatOps.Simulator.Houston.Graph;

/// <summary>An item of "errors", its members in the order in which they are added.</summary>
internal sealed class HoustonErrorItem
{
    private readonly Dictionary<string, object?> _members = [];

    public IReadOnlyDictionary<string, object?> Members => _members;

    public void Add(string name, object? value) => _members.Add(name, value);

    public static HoustonErrorItem Of(WordedError error)
    {
        var item = new HoustonErrorItem();
        item.Add("message", error.Message);
        if (error.Locations.Count > 0)
        {
            item.Add("locations", error.Locations.Select(place => new { line = place.Line, column = place.Column }).ToList());
        }

        if (error.Source.Path is { } path && error.Source is HoustonError)
        {
            item.Add("path", path.ToList());
        }

        return item;
    }
}

/// <summary>An error with the words and places that graphql-js would have for it.</summary>
internal sealed record WordedError(ExecutionError Source, string Message, IReadOnlyList<GraphQLParser.Location> Locations);
