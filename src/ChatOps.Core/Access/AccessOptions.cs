namespace ChatOps.Access;

/// <summary>
/// Who is who and who may do what (section "Access"). Nothing granted, nothing allowed. Mistakes are found by
/// <see cref="AccessOptionsValidator"/>.
/// </summary>
public sealed class AccessOptions
{
    public IList<Grant> Grants { get; set; } = [];

    /// <summary>Who is known by name, with all accounts they have.</summary>
    public IList<Person> People { get; set; } = [];
}
