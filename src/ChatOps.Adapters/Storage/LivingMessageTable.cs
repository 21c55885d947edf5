using ChatOps.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatOps.Adapters.Storage;

/// <summary>Maps living messages.</summary>
internal sealed class LivingMessageTable : IEntityTypeConfiguration<LivingMessageRow>
{
    public void Configure(EntityTypeBuilder<LivingMessageRow> builder)
    {
        builder.ToTable("living_messages");
        builder.ComplexProperty(row => row.Conversation);
        builder.HasOne<Operation>().WithMany().HasForeignKey(row => row.OperationId);
        builder.HasIndex(row => row.NotBefore);
        builder.HasIndex(row => row.MessageId);
    }
}
