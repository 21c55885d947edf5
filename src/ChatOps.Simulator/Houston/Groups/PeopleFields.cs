using ChatOps.Simulator.Houston.Data;
using ChatOps.Simulator.Houston.Graph;
using ChatOps.Simulator.Houston.Http;
using GraphQL;

namespace ChatOps.Simulator.Houston.Groups;

/// <summary>The fields about people and their tokens.</summary>
internal sealed class PeopleFields(HoustonData data)
{
    /// <summary>One person, or a list that holds one null; exact, and open to everybody who is signed in.</summary>
    public object Find(IResolveFieldContext context)
    {
        context.RequireSomebody();
        var (sought, found) = (context.Text("userUuid"), context.Text("username"), context.Text("email")) switch
        {
            ({ Length: > 0 } uuid, _, _) => (uuid, data.UserByUuid(uuid)),
            (_, { Length: > 0 } name, _) => (name, data.Users.Find(user => user.Username == name)),
            (_, _, { Length: > 0 } email) => (email, ByEmail(email)),
            _ => ("", null),
        };
        if (found is null && sought.Length > 0)
        {
            context.FailAt(Failures.UserNotFound(sought), 0);
        }

        return new[] { found };
    }

    public static object Self(IResolveFieldContext context)
    {
        var requester = context.RequireSomebody();
        return new AuthUserAnswer(
            requester.User, requester.Token is { } payload ? new(Value: null, payload) : null, requester.IsAdmin);
    }

    public object Invites(IResolveFieldContext context)
    {
        RequireAdminUser(context, "list_global_invites");
        return data.Invites;
    }

    public object AuthConfig(IResolveFieldContext context) => new AuthConfigAnswer(data.Users.Count == 0);

    public object CreateInviteToken(IResolveFieldContext context)
    {
        RequireAdminUser(context, "create_global_invite");
        var email = context.GetArgument<string>("email");
        var invite = new HoustonInvite(HoustonData.NewUuid(), email, $"{Guid.NewGuid():N}", data.Stamp());
        data.Invites.Add(invite);
        return invite;
    }

    public object CreateUser(IResolveFieldContext context)
    {
        var email = context.GetArgument<string>("email");
        var invite = data.Invites.Find(sent => sent.Email == email && sent.Token == context.Text("inviteToken"));
        if (invite is null && data.Users.Count > 0)
        {
            throw new HoustonError("Public signups are disable, a valid inviteToken is required", "InputError");
        }

        var profile = context.GetArgument<IDictionary<string, object?>?>("profile");
        var user = data.SignUp(new(
            HoustonData.NewUuid(),
            context.Text("username") ?? email,
            profile?.TryGetValue("fullName", out var name) is true ? $"{name}" : "",
            Status: "active",
            context.GetArgument<string>("password"),
            [new(email, Verified: true, Primary: true, data.Stamp())],
            data.Stamp()));
        data.Invites.RemoveAll(sent => sent == invite);
        return SignIn(context, user);
    }

    public object CreateToken(IResolveFieldContext context)
    {
        var identity = context.Text("identity") ?? "";
        var user = ByEmail(identity) ?? data.Users.Find(each => each.Username == identity) ?? throw Failures.UserNotFound(identity);
        return user.Password == context.GetArgument<string>("password")
            ? SignIn(context, user)
            : throw new HoustonError("Invalid password specified", "AuthError");
    }

    /// <summary>Of several addresses only the one that was searched for is told.</summary>
    private HoustonUser? ByEmail(string address) => data.FindByEmail(address) is { } user
        ? user with { Emails = user.Emails.FindAll(email => email.Address == address) }
        : null;

    /// <summary>Whoever signs in is never told to be an administrator, not even one who is.</summary>
    private AuthUserAnswer SignIn(IResolveFieldContext context, HoustonUser user)
    {
        var token = data.Tokens.Issue(user.Uuid, context.GetArgument<int?>("duration") ?? 1);
        context.SetCookie(SignInCookie.Of(token));
        return new(user, new(token.Value, token.Payload), IsAdmin: false);
    }

    private static void RequireAdminUser(IResolveFieldContext context, string permission)
    {
        if (context.RequireAdmin(permission).User is null)
        {
            throw new HoustonError($"Requester not authorized to execute \"{permission}\"", "AuthError", new());
        }
    }
}
