using System.ComponentModel.DataAnnotations;

namespace ChatOps.Access;

/// <summary>Who may do what (section "Access"). Nothing granted, nothing allowed.</summary>
public sealed class AccessOptions
{
    public IList<Grant> Grants { get; set; } = [];
}

/// <summary>Gives a role to somebody.</summary>
public sealed class Grant
{
    [EnumDataType(typeof(Role))]
    public Role Role { get; set; }

    /// <summary>
    /// "*" for everybody, "slack:*" for everybody there, or an actor's key by immutable id: "slack:U0123ABC".
    /// </summary>
    [Required]
    [RegularExpression(@"\*|[a-z]+:\S+", ErrorMessage = "Access:Grants: To must be \"*\", \"slack:*\" or like \"slack:U0123ABC\".")]
    public string To { get; set; } = string.Empty;
}
