using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Changes a column where it is: its type, whether it may be NULL, its default. Default and nullability take ACCESS EXCLUSIVE for an instant; NOT NULL is proven
/// first under SHARE UPDATE EXCLUSIVE, while reads and writes go on. Most changes of type rewrite the table under ACCESS EXCLUSIVE.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
public sealed record SetColumn(QualifiedName Table, Identifier Column) : Operation
{
    /// <summary>The change of type; null to leave it.</summary>
    public TypeChange? Type { get; init; }

    /// <summary>True to refuse NULL, false to allow it, null to leave it.</summary>
    public bool? NotNull { get; init; }

    /// <summary>The change of default; null to leave it.</summary>
    public DefaultChange? Default { get; init; }

    /// <summary>With <see cref="NotNull"/>: whether the table is partitioned. Then it is done partition by partition; which partitions there are is asked when it runs.</summary>
    public bool Partitioned { get; init; }

    /// <inheritdoc/>
    public override string Summary => $"Set column {Table.Display}.{Column.Name}: {string.Join(", ", Changes())}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var alter = Clauses().Select(clause => $"ALTER COLUMN {Column} {clause}").ToArray();
        OperationStep[] first = alter.Length > 0 ? [new SqlOperationStep($"ALTER TABLE {Table} {string.Join(", ", alter)}")] : [];
        OperationStep[] all = NotNull switch
        {
            true => [.. first, .. Partitioned ? NotNullProof.PartitionSteps(Table, Column) : NotNullProof.Steps(Table, Column, context)],
            false when Partitioned => [.. first, Partitions.Each(Table, LockMode.AccessExclusive, "Columns/PartitionedNullable", ("column", Column.Name))],
            _ => first,
        };
        return all.Length > 0
            ? all
            : throw new MigrationException(OperationsErrors.IncompleteOperation, $"Nothing was said to change about {Table.Display}.{Column.Name}.")
            { Target = Column.Name };
    }

    /// <inheritdoc/>
    public override OperationInverse Inverse
    {
        get
        {
            if (Default is { From: null })
            {
                return OperationInverse.Irreversible($"The default that {Table.Display}.{Column.Name} had was not given, so it cannot be set again.");
            }

            if (Type is { From: null })
            {
                return OperationInverse.Irreversible($"The type that {Table.Display}.{Column.Name} had was not given, so it cannot be changed back.");
            }

            var undo = this with
            {
                Type = Type is { } type ? new TypeChange(type.From!, type.To) : null,
                NotNull = !NotNull,
                Default = Default is { } change ? new DefaultChange(change.From!, change.To) : null,
            };
            return Type is null
                ? OperationInverse.Exact(undo)
                : OperationInverse.Lossy($"The values of {Table.Display}.{Column.Name} are converted back from {Type.To.Type} to {Type.From!.Type}: what "
                    + "the first conversion dropped stays lost, and a value that does not fit the old type makes the downgrade fail.", undo);
        }
    }

    /// <inheritdoc/>
    public override string ToScript()
    {
        var command = new PowerShellCommand("Set-MigrationColumn").Argument(Table.Spelling).Argument(Column.Spelling);
        Type?.To.AddTo(command, "");
        command.Switch("NotNull", NotNull == true).Switch("Nullable", NotNull == false);
        Default?.To.AddTo(command, "");
        Type?.From?.AddTo(command, "From");
        Default?.From?.AddTo(command, "From");
        command.Switch("Partitioned", Partitioned);
        return command.ToString();
    }

    private IEnumerable<string> Clauses()
    {
        if (NotNull == false)
        {
            yield return "DROP NOT NULL";
        }

        // PostgreSQL would try to cast the old default to the new type, and fail where it cannot.
        if (Type is not null && Default is { To: not NoDefault })
        {
            yield return "DROP DEFAULT";
        }

        if (Default is { To: NoDefault none })
        {
            yield return none.Change();
        }

        if (Type is { } type)
        {
            yield return type.To.Clause();
        }

        if (Default is { To: not NoDefault } change)
        {
            yield return change.To.Change();
        }
    }

    private IEnumerable<string> Changes()
    {
        if (Type is { } type)
        {
            yield return $"type {type.To.Type}";
        }

        if (NotNull is { } notNull)
        {
            yield return notNull ? "not null" : "nullable";
        }

        if (Default is { } change)
        {
            yield return OneLine.Of($"default {change.To}");
        }
    }
}
