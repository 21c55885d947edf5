using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace ChatOps;

/// <summary>
/// Looks whether settings fit the class they are bound to, and names everything that doesn't with its whole path. The binder
/// itself would stop at the first.
/// </summary>
public static class SettingsShape
{
    /// <summary>One line per mistake: a setting that nobody knows, or a value of the wrong kind.</summary>
    /// <param name="isShared">Others have settings in the same section: those that the class doesn't know are theirs.</param>
    public static IReadOnlyList<string> MistakesIn(IConfiguration section, Type type, bool isShared = false) =>
        [.. section.GetChildren().SelectMany(setting => InMember(setting, type, isShared))];

    private static IEnumerable<string> InMember(IConfigurationSection setting, Type owner, bool isShared)
    {
        var members = owner.GetProperties().Where(property => property.CanWrite).ToList();
        var member = members.Find(property => property.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase));
        return member is not null
            ? InValue(setting, member.PropertyType)
            : isShared ? [] : [Unknown(setting, members)];
    }

    private static IEnumerable<string> InValue(IConfigurationSection setting, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (ElementOf(target) is { } element)
        {
            return string.IsNullOrEmpty(setting.Value)
                ? setting.GetChildren().SelectMany(child => InValue(child, element))
                : [$"{setting.Path} can't be '{setting.Value}': {(IsKeyed(target) ? "it has settings of its own" : "write a list, in JSON within [ ]")}."];
        }

        if (!TypeDescriptor.GetConverter(target).CanConvertFrom(typeof(string)))
        {
            return string.IsNullOrEmpty(setting.Value)
                ? setting.GetChildren().SelectMany(child => InMember(child, target, isShared: false))
                : [$"{setting.Path} can't be '{setting.Value}': it has settings of its own."];
        }

        return setting.Value switch
        {
            null when setting.GetChildren().Any() => [$"{setting.Path} can't be a list or have settings of its own: {Allowed(target)}."],
            null or "" => [],
            var value when Fits(value, target) => [],
            var value => [$"{setting.Path} can't be '{value}': {Allowed(target)}."],
        };
    }

    private static string Unknown(IConfigurationSection setting, IEnumerable<PropertyInfo> members)
    {
        var meant = Nearest.To(setting.Key, members.Select(member => member.Name)) is [var nearest]
            ? $"; did you mean {nearest}?"
            : ".";
        return $"There is no setting {setting.Path}{meant}";
    }

    /// <summary>What a list or a dictionary holds, or null for anything else.</summary>
    private static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type != typeof(string) && type.IsGenericType && type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? type.GetGenericArguments()[^1]
        : null;

    private static bool IsKeyed(Type type) => type.IsGenericType && type.GetGenericArguments().Length == 2;

    private static bool Fits(string value, Type type)
    {
        // A bare number would be days: whoever writes 1 for a minute would wait until tomorrow.
        if (type == typeof(TimeSpan) && !value.Contains(':'))
        {
            return false;
        }

        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value) is not null;
        }
        catch (Exception misfit) when (misfit is FormatException or ArgumentException or NotSupportedException or InvalidCastException)
        {
            return false;
        }
    }

    /// <summary>What would do instead.</summary>
    private static string Allowed(Type type) => type switch
    {
        // "None" stands for a choice that was not made, and nobody can make it.
        { IsEnum: true } => $"choose {string.Join(", ", Enum.GetNames(type).Where(name => name is not "None"))}",
        _ when type == typeof(TimeSpan) => "write a time as hours:minutes:seconds, such as 00:15:00",
        _ when type == typeof(TimeOnly) => "write a time of day such as 06:00",
        _ when type == typeof(bool) => "write true or false",
        _ when type == typeof(Uri) => "write an address such as https://bot.example.com",
        _ when type == typeof(string) => "write one text",
        _ => "write a number",
    };
}
