using System.ComponentModel.DataAnnotations;
using ChatOps.Incidents;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Incidents;

public sealed class IncidentOptionsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("C0123ABCD", "slack:C0123ABCD")]
    [InlineData("slack:C0123ABCD", "slack:C0123ABCD")]
    [InlineData(" slack:C1, G2 ,C1", "slack:C1 slack:G2")]
    [InlineData("teams:19:a-B_1@thread.tacv2", "teams:19:a-B_1@thread.tacv2")]
    [InlineData("teams:19%3Aa-B_1%40thread.tacv2,teams:19%3aa-B_1@thread.tacv2", "teams:19:a-B_1@thread.tacv2")]
    public void Channels_are_named_by_their_ids(string channel, string expected)
    {
        var options = new IncidentOptions { Channel = channel };

        options.Validate(new ValidationContext(options)).ShouldBeEmpty();
        string.Join(' ', options.Channels().Select(found => $"{found.Platform}:{found.Channel}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("#incidents")]
    [InlineData("incidents")]
    [InlineData("slack:incidents")]
    [InlineData("teams:19")]
    [InlineData("U0123ABCD")]
    public void A_name_or_a_person_is_no_channel(string channel)
    {
        var options = new IncidentOptions { Channel = $"C1, {channel}" };

        options.Validate(new ValidationContext(options)).ShouldHaveSingleItem()
            .ErrorMessage.ShouldNotBeNull().ShouldStartWith($"Incident:Channel: \"{channel}\" is not the id of a channel");
    }
}
