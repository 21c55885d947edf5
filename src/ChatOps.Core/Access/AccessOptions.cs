using System.ComponentModel.DataAnnotations;

namespace ChatOps.Access;

/// <summary>Who may do what (section "Access"). Nothing granted, nothing allowed.</summary>
public sealed class AccessOptions : IValidatableObject
{
    public IList<Grant> Grants { get; set; } = [];

    /// <summary>Who has several accounts: all of them are one person, who can't approve their own request from another.</summary>
    public IList<Person> People { get; set; } = [];

    /// <summary>Annotations are read one level deep, so the grants are looked at here.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var mistakes = new List<ValidationResult>();
        foreach (var grant in Grants)
        {
            Validator.TryValidateObject(grant, new ValidationContext(grant), mistakes, validateAllProperties: true);
        }

        return mistakes;
    }
}

/// <summary>Gives a role to somebody.</summary>
public sealed class Grant
{
    [EnumDataType(typeof(Role))]
    [DeniedValues(Role.None, ErrorMessage = "Access:Grants: each grant needs a Role.")]
    public Role Role { get; set; }

    /// <summary>
    /// "*" for everybody, "slack:*" for everybody there, or an actor's key by immutable id: "slack:U0123ABC".
    /// </summary>
    [Required(ErrorMessage = "Access:Grants: each grant needs a To.")]
    [RegularExpression(@"\*|[a-z]+:\S+", ErrorMessage = "Access:Grants: To must be \"*\", \"slack:*\" or like \"slack:U0123ABC\".")]
    public string To { get; set; } = string.Empty;
}

/// <summary>One person with all their accounts, by immutable ids.</summary>
public sealed class Person
{
    /// <summary>For showing only.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Actors' keys: "slack:U0123ABC", "teams:0a1b...", "console:approver".</summary>
    public IList<string> Accounts { get; set; } = [];
}
