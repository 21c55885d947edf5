using ChatOps.Access;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Operations;

namespace ChatOps.Desk;

/// <summary>Lets a command to the operation that it is about, or refuses it; a refusal is on record before it is told.</summary>
public sealed class OperationGate(IOperations operations, Grants grants, Scopes scopes, IAuditTrail audit)
{
    /// <param name="refuseAsync">Why the asker may not say this of that operation; null lets it in.</param>
    /// <returns>The operation as it is now; or the refusal, or that there is none.</returns>
    public async Task<Result<Operation>> OpenAsync(
        int operationId, Request request, Func<Operation, Task<Problem?>> refuseAsync, CancellationToken cancellationToken)
    {
        if (await operations.FindAsync(operationId, cancellationToken) is not { } operation)
        {
            return Operation.NotThere(operationId);
        }

        if (await refuseAsync(operation) is { } refusal)
        {
            return await RefusedAsync(refusal, operation, request, cancellationToken);
        }

        return operation;
    }

    /// <summary>Puts on record why nothing comes of a request about an operation.</summary>
    public async Task<Problem> RefusedAsync(
        Problem why, Operation operation, Request request, CancellationToken cancellationToken)
    {
        await audit.AppendAsync(
            request.Refused(why.Text) with { Subject = operation.Subject, OperationId = operation.Id }, cancellationToken);
        return why;
    }

    /// <returns>Why the asker lacks a role over an operation; null when they have it.</returns>
    public Task<Problem?> LacksAsync(
        Role needed, Operation operation, Request request, CancellationToken cancellationToken) =>
        grants.RefuseAsync(request.Actor, needed, scopes.Of(operation, request.Conversation), cancellationToken);
}
