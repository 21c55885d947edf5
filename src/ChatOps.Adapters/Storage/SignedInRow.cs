using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatOps.Adapters.Storage;

/// <summary>Somebody who signed in to the console.</summary>
public sealed class SignedInRow
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public string? Email { get; set; }

    public IList<string> Groups { get; set; } = [];

    public DateTimeOffset At { get; set; }
}

/// <summary>Maps whoever signed in.</summary>
internal sealed class SignedInTable : IEntityTypeConfiguration<SignedInRow>
{
    public void Configure(EntityTypeBuilder<SignedInRow> builder)
    {
        builder.ToTable("signed_in");
        builder.HasKey(row => row.Id);
    }
}
