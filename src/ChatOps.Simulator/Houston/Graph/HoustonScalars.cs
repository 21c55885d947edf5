using GraphQL.Types;
using GraphQLParser.AST;

namespace ChatOps.Simulator.Houston.Graph;

/// <summary>Houston's Uuid: any text passes, and PostgreSQL judges it later.</summary>
internal sealed class UuidScalar : ScalarGraphType
{
    public UuidScalar() => Name = "Uuid";

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => (string)text.Value,
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value is null or string ? value : ThrowValueConversionError(value);

    public override object? Serialize(object? value) => value;
}

/// <summary>Any JSON.</summary>
internal sealed class JsonScalar : ComplexScalarGraphType
{
    public JsonScalar() => Name = "JSON";
}
