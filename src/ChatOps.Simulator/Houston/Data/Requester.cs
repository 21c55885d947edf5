namespace ChatOps.Simulator.Houston.Data;

/// <summary>Who asks, by the Authorization header.</summary>
/// <param name="State">Anything but good is nobody.</param>
/// <param name="User">The person, or null for a service account.</param>
internal sealed record Requester(TokenState State, HoustonUser? User, HoustonServiceAccount? Account, bool IsAdmin)
{
    private const int KeyLength = 32;

    private static readonly Requester Nobody = new(TokenState.Refused, User: null, Account: null, IsAdmin: false);

    public HoustonTokenPayload? Token { get; private init; }

    /// <summary>A service account's key is known by its length alone.</summary>
    public static bool IsKey(string credential) => credential.Length == KeyLength && !credential.Contains('.');

    /// <param name="credential">The header, bare; empty for none.</param>
    public static Requester Of(string credential, HoustonData data) => credential switch
    {
        "" => Nobody,
        _ when IsKey(credential) => OfKey(credential, data),
        _ => OfToken(credential, data),
    };

    private static Requester OfKey(string key, HoustonData data) =>
        data.ServiceAccounts.Find(account => account.Key == key) is { } found
            ? new(TokenState.Good, User: null, found, found.EntityType == "SYSTEM")
            : Nobody;

    private static Requester OfToken(string token, HoustonData data)
    {
        var (state, payload) = data.Tokens.Read(token);
        if (state is not TokenState.Good)
        {
            return Nobody with { State = state };
        }

        // With its database away, Houston finds nobody behind a good token.
        return !data.IsAway && data.FindUser(payload!.Uuid) is { } user // a good token has one
            ? new Requester(state, user, Account: null, IsAdministrator(user, data)) { Token = payload }
            : Nobody;
    }

    private static bool IsAdministrator(HoustonUser user, HoustonData data) =>
        data.IsAdministrator(user.Uuid)
        || data.RoleBindings.Exists(binding => binding.UserId == user.Uuid && binding.Role == "SYSTEM_ADMIN");
}
