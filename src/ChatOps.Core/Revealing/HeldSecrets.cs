namespace ChatOps.Revealing;

/// <summary>
/// Secrets that operations made, in this process's memory alone, until one is shown, written elsewhere, or its time is over. With
/// the process they are gone. Safe to use from any thread.
/// </summary>
public sealed class HeldSecrets(TimeProvider time)
{
    /// <summary>How long one can be shown.</summary>
    public static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(10);

    /// <summary>How long one is kept that is never offered, because what it was made for came to nothing.</summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromHours(6);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Held> _held = [];

    /// <summary>Keeps the secret of an operation; the first one stays.</summary>
    public void Hold(int operationId, string secret)
    {
        lock (_gate)
        {
            var held = new Held(secret);
            if (_held.TryAdd(operationId, held))
            {
                EndAt(operationId, held, until: null, HeldFor);
            }
        }
    }

    /// <summary>Hands it out for the one use that must not be repeated blindly.</summary>
    /// <returns>Null when it was used before, or this process never had it.</returns>
    public string? TryUse(int operationId)
    {
        lock (_gate)
        {
            if (_held.GetValueOrDefault(operationId) is not { IsUsed: false } held)
            {
                return null;
            }

            held.IsUsed = true;
            return held.Secret;
        }
    }

    /// <summary>It was certainly not used.</summary>
    public void TakeBackUse(int operationId)
    {
        lock (_gate)
        {
            if (_held.TryGetValue(operationId, out var held))
            {
                held.IsUsed = false;
            }
        }
    }

    /// <returns>The secret for what may be repeated; null when this process does not have it.</returns>
    public string? Find(int operationId)
    {
        lock (_gate)
        {
            return Current(operationId)?.Secret;
        }
    }

    /// <summary>Lets it be shown, once, from now on for <see cref="ShownFor"/>.</summary>
    /// <returns>Until when.</returns>
    public DateTimeOffset Offer(int operationId)
    {
        var until = time.GetUtcNow() + ShownFor;
        lock (_gate)
        {
            if (_held.TryGetValue(operationId, out var held))
            {
                EndAt(operationId, held, until, ShownFor);
            }
        }

        return until;
    }

    /// <summary>Takes it out to be shown: of two who ask at once, one gets it.</summary>
    /// <returns>Null when it is not, or no longer, to be had.</returns>
    public OfferedSecret? Take(int operationId)
    {
        lock (_gate)
        {
            if (Current(operationId) is not { Until: { } until } held)
            {
                return null;
            }

            Remove(operationId);
            return new OfferedSecret(held.Secret, until);
        }
    }

    /// <summary>It was not shown after all: it may be, until its time is over.</summary>
    public void GiveBack(int operationId, OfferedSecret secret)
    {
        lock (_gate)
        {
            var held = new Held(secret.Value) { IsUsed = true };
            if (secret.Until > time.GetUtcNow() && _held.TryAdd(operationId, held))
            {
                EndAt(operationId, held, secret.Until, secret.Until - time.GetUtcNow());
            }
        }
    }

    public void Forget(int operationId)
    {
        lock (_gate)
        {
            Remove(operationId);
        }
    }

    private void EndAt(int operationId, Held held, DateTimeOffset? until, TimeSpan within)
    {
        held.Until = until;
        held.End?.Dispose();
        held.End = time.CreateTimer(_ => Expire(operationId, until), state: null, within, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Unless it was offered, or for longer, while the timer rang.</summary>
    private void Expire(int operationId, DateTimeOffset? until)
    {
        lock (_gate)
        {
            if (_held.GetValueOrDefault(operationId) is { } held && held.Until == until)
            {
                Remove(operationId);
            }
        }
    }

    private Held? Current(int operationId) =>
        _held.GetValueOrDefault(operationId) is { } held && !(held.Until <= time.GetUtcNow()) ? held : null;

    private void Remove(int operationId)
    {
        if (_held.Remove(operationId, out var held))
        {
            held.End?.Dispose();
        }
    }

    /// <param name="secret">No record: nothing prints it.</param>
    private sealed class Held(string secret)
    {
        public string Secret => secret;

        public bool IsUsed { get; set; }

        /// <summary>Null while it is not to be shown yet.</summary>
        public DateTimeOffset? Until { get; set; }

        public ITimer? End { get; set; }
    }
}

/// <summary>A secret that is about to be shown.</summary>
public sealed class OfferedSecret(string value, DateTimeOffset until)
{
    public string Value => value;

    public DateTimeOffset Until => until;
}
