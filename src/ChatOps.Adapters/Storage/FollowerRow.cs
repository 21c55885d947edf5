using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatOps.Adapters.Storage;

/// <summary>How far one follower has told the audit trail, and which host takes it along.</summary>
public sealed class FollowerRow
{
    public required string Name { get; init; }

    /// <summary>The host that has it, until that dies.</summary>
    public required string Host { get; set; }

    public long Position { get; set; }

    /// <summary>Told ahead of the position, as JSON: the operation's number with the last entry that is told.</summary>
    public required string Ahead { get; set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; set; }
}

/// <summary>Maps followers.</summary>
internal sealed class FollowerTable : IEntityTypeConfiguration<FollowerRow>
{
    public void Configure(EntityTypeBuilder<FollowerRow> builder)
    {
        builder.ToTable("followers");
        builder.HasKey(follower => follower.Name);
    }
}
