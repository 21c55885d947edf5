using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Errors;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace ChatOps.Simulator.Houston.Graph;

/// <summary>
/// Says what is wrong with a document in the words of graphql-js 0.13, which the recorded server had; clients of that time
/// read them.
/// </summary>
internal sealed partial class GraphErrorWords(ISchema schema)
{
    public IEnumerable<WordedError> Of(ExecutionErrors? errors, GraphRequest request, Inputs? variables)
    {
        if (errors?.FirstOrDefault(error => error is InvalidVariableError) is { } missing)
        {
            return MissingVariables(missing, request, variables);
        }

        // A type that nobody knows is no input type either, which graphql-js does not add.
        var hasUnknownType = errors?.Any(error => error is KnownTypeNamesError) is true;
        return (errors ?? [])
            .Where(error => !(hasUnknownType && error is VariablesAreInputTypesError))
            .Select(error => Of(error, request));
    }

    private WordedError Of(ExecutionError error, GraphRequest request) => error switch
    {
        HoustonError => new(error, error.Message, error.Locations ?? []),
        { InnerException: GraphQLSyntaxErrorException syntax } => new(error, Syntax(syntax), [syntax.Location]),
        ArgumentsOfCorrectTypeError wrong => new(error, WrongValue(wrong), ValueOf(wrong, request)),
        InvalidOperationNameError or NoOperationNameError => new(error, Operation(request), []),
        _ => new(error, Plain(error.Message), error.Locations ?? []),
    };

    /// <summary>graphql-js names each variable that is missing; the library here only the first.</summary>
    private static IEnumerable<WordedError> MissingVariables(ExecutionError error, GraphRequest request, Inputs? variables) =>
        from operation in Parser.Parse(request.Query).Definitions.OfType<GraphQLOperationDefinition>()
        from variable in operation.Variables?.Items ?? []
        let name = variable.Variable.Name.StringValue
        where variable.Type is GraphQLNonNullType && variables?.ContainsKey(name) is not true
        select new WordedError(
            error,
            $"Variable \"${name}\" of required type \"{Print(variable.Type)}\" was not provided.",
            [Location.FromLinearPosition(request.Query, variable.Location.Start)]);

    private static string Print(GraphQLType type) => type switch
    {
        GraphQLNonNullType required => $"{Print(required.Type)}!",
        GraphQLListType list => $"[{Print(list.Type)}]",
        GraphQLNamedType named => named.Name.StringValue,
        _ => throw new ArgumentException($"No kind of type that a variable can have: {type.GetType().Name}", nameof(type)),
    };

    private static string WrongValue(ArgumentsOfCorrectTypeError error) =>
        error.Message[error.Message.IndexOf("Expected", StringComparison.Ordinal)..].Replace("'", "");

    private static IReadOnlyList<Location> ValueOf(ValidationError error, GraphRequest request) =>
        error.Nodes.OfType<GraphQLArgument>().FirstOrDefault() is { } argument
            ? [Location.FromLinearPosition(request.Query, argument.Value.Location.Start)]
            : error.Locations ?? [];

    private static string Operation(GraphRequest request) => request.OperationName is { } name
        ? $"Unknown operation named \"{name}\"."
        : "Must provide operation name if query contains multiple operations.";

    private static string Syntax(GraphQLSyntaxErrorException syntax)
    {
        var description = syntax.Description.Split(';')[0].Replace("EOF", "<EOF>").Replace("\"", "").TrimEnd('.');
        return $"Syntax Error: {description}{(description.StartsWith("Unterminated", StringComparison.Ordinal) ? "." : "")}";
    }

    private string Plain(string message)
    {
        message = UnknownType().Replace(message, match => WithSuggestion(
            $"Unknown type '{match.Groups["name"].Value}'.", match.Groups["name"].Value, schema.AllTypes.Select(type => type.Name)));
        message = UnknownField().Replace(message, match => WithSuggestion(
            match.Value, match.Groups["name"].Value, FieldsOf(match.Groups["type"].Value)));
        return (Suggestion().IsMatch(message) ? $"{message}?" : message).Replace('\'', '"');
    }

    private IEnumerable<string> FieldsOf(string type) =>
        (schema.AllTypes[type] as IComplexGraphType)?.Fields.Select(field => field.Name) ?? [];

    private static string WithSuggestion(string message, string name, IEnumerable<string> known) =>
        LexicalDistance.Near(name, known) is [var nearest, ..] ? $"{message} Did you mean '{nearest}'?" : message;

    [GeneratedRegex(@"^Unknown type '?(?<name>\w+)'?\.$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnknownType();

    [GeneratedRegex(@"^Cannot query field '(?<name>\w+)' on type '(?<type>\w+)'\.$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnknownField();

    [GeneratedRegex(@"Did you mean '\w+'$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Suggestion();
}
