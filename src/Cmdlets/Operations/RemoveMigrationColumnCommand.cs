using System.Management.Automation;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that drops a column. With its -Type and the rest of its shape the downgrade can put the column back, without its values.</summary>
[Cmdlet(VerbsCommon.Remove, "MigrationColumn", DefaultParameterSetName = NoDefaultSet)]
[OutputType(typeof(RemoveColumn), typeof(RemoveColumnPhased))]
public sealed class RemoveMigrationColumnCommand : ColumnOperationCmdlet
{
    /// <summary>The type that the column has, so that the downgrade can put it back. The parameters after it describe the column further.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    public string? Type { get; set; }

    /// <summary>In phases: writers may leave the column out first, and it goes when nothing is known to use it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Phased { get; set; }

    /// <summary>As -Phased, but the column is renamed and kept for a while before it is dropped.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Soft { get; set; }

    /// <summary>With -Soft: for how many days.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 3650)]
    public int KeepDays { get; set; } = 30;

    /// <summary>A table that takes the values before the column is dropped, by the key of their row, and from which the downgrade fills it again: <c>archive.users_phone</c>. It is created.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ArchiveTo { get; set; }

    /// <summary>With -ArchiveTo: the columns that identify a row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Key { get; set; } = [];

    /// <inheritdoc/>
    protected override Operation CreateOperation()
    {
        RequireAtMostOne((nameof(Phased), Phased), (nameof(Soft), Soft));
        var remove = CreateRemove();
        return Phased || Soft
            ? new RemoveColumnPhased(remove.Table, remove.Column) { Definition = remove.Definition, Soft = Soft, KeepDays = Soft ? KeepDays : 30, ArchiveTo = remove.ArchiveTo, Key = remove.Key }
            : remove;
    }

    private RemoveColumn CreateRemove()
    {
        RequireWith(nameof(ArchiveTo), !string.IsNullOrEmpty(ArchiveTo), (nameof(Key), Key.Length > 0));
        var remove = new RemoveColumn(QualifiedName.Parse(Table), Identifier.Parse(Column))
        {
            ArchiveTo = string.IsNullOrEmpty(ArchiveTo) ? null : QualifiedName.Parse(ArchiveTo),
            Key = NameParameters.Read(Key),
        };
        if (!string.IsNullOrEmpty(Type))
        {
            return remove with { Definition = Definition(Type) };
        }

        var shape = NotNull || ParameterSetName != NoDefaultSet || !string.IsNullOrEmpty(Collation) || !string.IsNullOrEmpty(Comment);
        return shape
            ? throw new MigrationException(OperationsErrors.IncompleteOperation,
                $"The shape of {Table}.{Column} was given without its type: give -Type too, or leave the shape out.") { Target = Column }
            : remove;
    }
}
