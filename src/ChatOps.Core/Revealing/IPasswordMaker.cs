using System.Security.Cryptography;

namespace ChatOps.Revealing;

/// <summary>Makes passwords that nobody chose.</summary>
public interface IPasswordMaker
{
    /// <returns>A new one each time, of letters and digits.</returns>
    string Make();
}

/// <summary>
/// Letters and digits that no eye takes for one another, since somebody may have to type it off a phone: 24 of 56, which is
/// 139 bits.
/// </summary>
public sealed class RandomPasswords : IPasswordMaker
{
    public const int Length = 24;
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    public string Make() => RandomNumberGenerator.GetString(Letters, Length);
}
