using System.Text;
using ChatOps.Access;
using ChatOps.Approvals;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace ChatOps.Tests;

public sealed class SettingsShapeTests
{
    [Fact]
    public void Everything_that_does_not_fit_is_named_with_its_whole_path() => SettingsShape.MistakesIn(
        Section("""
            { "Grants": [
                { "Role": "King", "To": "*" },
                { "Role": "Viewer", "To": [ "*" ] },
                { "Rolle": "Viewer", "To": "*", "Deployments": "zodiac-*" } ],
              "People": "Ada",
              "Grnts": [] }
            """),
        typeof(AccessOptions)).ShouldBe(
        [
            "X:Grants:0:Role can't be 'King': choose Viewer, Operator, Approver, Admin.",
            "X:Grants:1:To can't be a list or have settings of its own: write one text.",
            "X:Grants:2:Deployments can't be 'zodiac-*': write a list, in JSON within [ ].",
            "There is no setting X:Grants:2:Rolle; did you mean Role?",
            "There is no setting X:Grnts; did you mean Grants?",
            "X:People can't be 'Ada': write a list, in JSON within [ ].",
        ]);

    [Fact]
    public void Settings_within_settings_are_looked_at_too() => SettingsShape.MistakesIn(
        Section("""
            { "Expiry": "soon", "Disruptive": { "ConfirmByAsker": "maybe" }, "BreakGlass": "on",
              "Commands": { "restart": { "Approvers": "two" }, "volume delete": { "Approver": 1 } } }
            """),
        typeof(ApprovalOptions)).ShouldBe(
        [
            "X:BreakGlass can't be 'on': it has settings of its own.",
            "X:Commands:restart:Approvers can't be 'two': write a number.",
            "There is no setting X:Commands:volume delete:Approver; did you mean Approvers?",
            "X:Disruptive:ConfirmByAsker can't be 'maybe': write true or false.",
            "X:Expiry can't be 'soon': write a time as hours:minutes:seconds, such as 00:15:00.",
        ]);

    [Theory]
    [InlineData("1", false)]
    [InlineData("90", false)]
    [InlineData("00:15", true)]
    [InlineData("00:15:00", true)]
    [InlineData("1.00:00:00", true)]
    public void A_bare_number_is_no_time(string value, bool fits) => SettingsShape.MistakesIn(
        Section($$"""{ "Expiry": "{{value}}" }"""), typeof(ApprovalOptions)).ShouldBe(
        fits ? [] : [$"X:Expiry can't be '{value}': write a time as hours:minutes:seconds, such as 00:15:00."]);

    [Fact]
    public void What_fits_is_no_mistake() => SettingsShape.MistakesIn(
        Section("""
            { "Grants": [ { "role": "viewer", "To": "*", "Deployments": [] } ], "People": [] }
            """),
        typeof(AccessOptions)).ShouldBeEmpty();

    [Fact]
    public void In_a_shared_section_others_have_settings_of_their_own() => SettingsShape.MistakesIn(
        Section("""{ "Houston": "x" }"""), typeof(AccessOptions), isShared: true).ShouldBeEmpty();

    private static IConfigurationSection Section(string json) => new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "X": {{json}} }""")))
        .Build()
        .GetSection("X");
}
