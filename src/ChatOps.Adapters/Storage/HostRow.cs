using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatOps.Adapters.Storage;

/// <summary>One of the hosts that share this database, and when it last said that it is alive.</summary>
public sealed class HostRow
{
    /// <summary>What Operations:Worker calls it.</summary>
    public required string Name { get; init; }

    public DateTimeOffset SeenAt { get; set; }

    /// <summary>Of the database as its version would have it (<see cref="Shapes.ShapeNumber"/>).</summary>
    public required int Shape { get; init; }
}

/// <summary>Maps hosts.</summary>
internal sealed class HostTable : IEntityTypeConfiguration<HostRow>
{
    public void Configure(EntityTypeBuilder<HostRow> builder)
    {
        builder.ToTable("hosts");
        builder.HasKey(host => host.Name);
    }
}
