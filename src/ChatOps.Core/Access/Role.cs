namespace ChatOps.Access;

/// <summary>What a person may do; each role may all that the ones before it may.</summary>
public enum Role
{
    None,
    Viewer,
    Operator,
    Approver,
    Admin,
}
