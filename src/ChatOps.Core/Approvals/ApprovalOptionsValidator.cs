using System.ComponentModel.DataAnnotations;
using ChatOps.Operations;
using Microsoft.Extensions.Options;

namespace ChatOps.Approvals;

/// <summary>Looks at the rules of single commands, which have to be there and to change something.</summary>
public sealed class ApprovalOptionsValidator(IEnumerable<CapabilityName> capabilities) : IValidateOptions<ApprovalOptions>
{
    private readonly List<string> _names = [.. capabilities.Select(capability => capability.Value)];

    public ValidateOptionsResult Validate(string? name, ApprovalOptions options)
    {
        var mistakes = options.Commands.SelectMany(own => Mistakes(own.Key, own.Value)).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private IEnumerable<string> Mistakes(string command, CommandApproval own)
    {
        if (!_names.Contains(command, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"Approvals:Commands: nothing that can be approved is called '{command}'{Meant(command)}.";
        }

        var wrong = new List<ValidationResult>();
        Validator.TryValidateObject(own, new ValidationContext(own), wrong, validateAllProperties: true);
        foreach (var mistake in wrong)
        {
            yield return $"Approvals:Commands:{command}: {mistake.ErrorMessage}";
        }
    }

    private string Meant(string command) => Nearest.To(command, _names) is [var nearest]
        ? $"; did you mean {nearest}?"
        : $" (there are {string.Join(", ", _names)})";
}
