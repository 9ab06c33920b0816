using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Outcomes;

/// <summary>What an ALTER TABLE … DETACH PARTITION … CONCURRENTLY detaches.</summary>
/// <param name="Parent">The partitioned table.</param>
/// <param name="Partition">The partition.</param>
internal sealed record PartitionDetach(QualifiedName Parent, QualifiedName Partition)
{
    internal static PartitionDetach? TryRead(SqlStatement statement)
    {
        foreach (var command in statement.Node.List("cmds"))
        {
            if (command.Text("subtype") == "AT_DetachPartition" && statement.Node["relation"].RelationName() is { } parent &&
                command["def"]["name"].RelationName() is { } partition)
            {
                return new PartitionDetach(parent, partition);
            }
        }

        return null;
    }
}
