namespace ChatOps.Quotas;

/// <summary>Why the API server would not let a pod be created.</summary>
public abstract record PodRefusal
{
    /// <summary>"limits.cpu is 400m short".</summary>
    public abstract string Summary { get; }

    /// <summary>A sentence without its first capital and its full stop.</summary>
    public abstract string Words { get; }

    /// <summary>Which rule it is: "limits.cpu of q", "limit range r".</summary>
    public abstract string Rule { get; }

    public sealed override string ToString() => Words;
}
