using GraphQL;
using GraphQL.Types;

namespace ChatOps.Simulator.Houston.Graph;

/// <summary>One of the forms that Houston's API has had.</summary>
internal interface IHoustonDialect
{
    Schema CreateSchema();

    /// <summary>What counts of an Authorization header.</summary>
    string Credential(string header);

    /// <summary>Adds to an error's item what this form has besides message, locations and path.</summary>
    void Write(ExecutionError error, HoustonErrorItem item);
}
