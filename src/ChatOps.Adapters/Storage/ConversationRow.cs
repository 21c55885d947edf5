using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatOps.Adapters.Storage;

/// <summary>Where one conversation is answered.</summary>
public sealed class ConversationRow
{
    public required string Platform { get; init; }

    public required string Channel { get; init; }

    public required string ServiceUrl { get; set; }
}

/// <summary>How one person is named to the bot, and where they are.</summary>
public sealed class PersonRow
{
    public required string Platform { get; init; }

    public required string Id { get; init; }

    public required string LocalId { get; set; }

    public required string Channel { get; set; }

    public string? PersonalChannel { get; set; }
}

/// <summary>Maps conversations.</summary>
internal sealed class ConversationTable : IEntityTypeConfiguration<ConversationRow>
{
    public void Configure(EntityTypeBuilder<ConversationRow> builder)
    {
        builder.ToTable("conversations");
        builder.HasKey(row => new { row.Platform, row.Channel });
    }
}

/// <summary>Maps people.</summary>
internal sealed class PersonTable : IEntityTypeConfiguration<PersonRow>
{
    public void Configure(EntityTypeBuilder<PersonRow> builder)
    {
        builder.ToTable("people");
        builder.HasKey(row => new { row.Platform, row.Id });
    }
}
