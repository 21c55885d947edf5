using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace ChatOps.Simulator.Houston.Graph;

/// <summary>Makes a schema of a document and of methods that answer its fields; other fields are members of what those return.</summary>
internal static class HoustonSchema
{
    /// <param name="document">The name of the file beside its dialect.</param>
    public static Schema Read(string document)
    {
        using var stream = typeof(HoustonSchema).Assembly.GetManifestResourceStream($"Houston/{document}")!; // embedded at build
        using var reader = new StreamReader(stream);
        var schema = Schema.For(reader.ReadToEnd());
        schema.RegisterType(new UuidScalar());
        schema.RegisterType(new JsonScalar());
        schema.Initialize();
        return schema;
    }

    public static void Answer(this Schema schema, string type, string field, Func<IResolveFieldContext, object?> answer)
    {
        var fields = ((IObjectGraphType)schema.AllTypes[type]!).Fields; // named as in the document
        fields.Find(field)!.Resolver = new FuncFieldResolver<object>(answer);
    }
}
