using ChatOps.Approvals;
using ChatOps.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatOps.Adapters.Storage;

/// <summary>Maps operations with their steps, decisions and fellow askers.</summary>
internal sealed class OperationTable : IEntityTypeConfiguration<Operation>
{
    public void Configure(EntityTypeBuilder<Operation> builder)
    {
        builder.ToTable("operations");
        builder.Property(operation => operation.Version).IsConcurrencyToken();
        builder.Property(operation => operation.State).HasConversion<string>();
        builder.Property(operation => operation.TraceParent).HasMaxLength(55); // of W3C's traceparent, version 00
        builder.ComplexProperty(operation => operation.Actor);
        builder.ComplexProperty(operation => operation.Conversation);
        builder.Property(operation => operation.Retreat).HasConversion<string>();
        builder.Ignore(operation => operation.CurrentStep);
        builder.Ignore(operation => operation.Fingerprint);
        builder.Ignore(operation => operation.ApprovalsGiven);
        builder.Ignore(operation => operation.IsCountingDown);
        builder.Ignore(operation => operation.AwaitsSignOff);
        builder.Ignore(operation => operation.Notes);

        builder.HasIndex(operation => operation.RequestId).IsUnique();

        // Null once the operation has ended, and nulls are distinct: one unfinished operation per target.
        builder.HasIndex(operation => operation.BusyTarget).IsUnique();
        builder.HasIndex(operation => new { operation.State, operation.WakeAt });

        builder.OwnsMany(operation => operation.Decisions, decisions =>
        {
            decisions.ToTable("decisions");
            decisions.WithOwner().HasForeignKey("OperationId");
            decisions.HasKey("OperationId", nameof(Decision.Index));
            decisions.Property(decision => decision.Index).ValueGeneratedNever();
            decisions.OwnsOne(decision => decision.Actor);
        });
        builder.OwnsMany(operation => operation.Fellows, fellows =>
        {
            fellows.ToTable("fellow_askers");
            fellows.WithOwner().HasForeignKey("OperationId");
            fellows.HasKey("OperationId", nameof(FellowAsker.Index));
            fellows.Property(fellow => fellow.Index).ValueGeneratedNever();
            fellows.OwnsOne(fellow => fellow.Actor);
            fellows.OwnsOne(fellow => fellow.Conversation);
        });
        builder.OwnsMany(operation => operation.Steps, steps =>
        {
            steps.ToTable("operation_steps");
            steps.WithOwner().HasForeignKey("OperationId");
            steps.HasKey("OperationId", nameof(OperationStep.Index));
            steps.Property(step => step.Index).ValueGeneratedNever();
            steps.Ignore(step => step.WasBegun);
            steps.Property(step => step.State).HasConversion<string>();
        });
    }
}
