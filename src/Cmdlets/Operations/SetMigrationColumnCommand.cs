using System.Management.Automation;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that changes a column where it is: its type, whether it may be NULL, its default.</summary>
[Cmdlet(VerbsCommon.Set, "MigrationColumn")]
[OutputType(typeof(SetColumn), typeof(ChangeTypeOnline), typeof(RequireColumn))]
public sealed class SetMigrationColumnCommand : TableOperationCmdlet
{
    // The engine resets parameters between inputs of a pipeline but keeps them in MyInvocation.BoundParameters, so only the value tells.
    private static readonly object NotGiven = new();

    /// <summary>The column.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Column { get; set; } = "";

    /// <summary>The type that it gets.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    public string? Type { get; set; }

    /// <summary>The SQL expression that converts a value to the new type; PostgreSQL's assignment cast when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Using { get; set; }

    /// <summary>The collation of the new type.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Collation { get; set; }

    /// <summary>Refuse NULL; that none is there is proven first, without blocking writes.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NotNull { get; set; }

    /// <summary>Allow NULL.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Nullable { get; set; }

    /// <summary>The default that it gets, as a plain value; it is always quoted, never run as SQL.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public object? Default { get; set; } = NotGiven;

    /// <summary>The default that it gets, as an SQL expression.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? DefaultExpression { get; set; }

    /// <summary>It gets no default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NoDefault { get; set; }

    /// <summary>The type that it has, so that the change can be undone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FromType { get; set; }

    /// <summary>The SQL expression that converts a value back.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FromUsing { get; set; }

    /// <summary>The collation that it has.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FromCollation { get; set; }

    /// <summary>The default that it has, as a plain value, so that the change can be undone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public object? FromDefault { get; set; } = NotGiven;

    /// <summary>The default that it has, as an SQL expression.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FromDefaultExpression { get; set; }

    /// <summary>It has no default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter FromNoDefault { get; set; }

    /// <summary>With -NotNull: the SQL expression over the row that gives the value of rows that have none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Backfill { get; set; }

    /// <summary>With -Type: in phases, through a second column, without a rewrite under lock.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Online { get; set; }

    /// <summary>With -Online: what to do with values that the new type cannot hold.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("Reject", "Null", "Quarantine")]
    public string OnInvalid { get; set; } = "Reject";

    /// <summary>With -OnInvalid Quarantine: the columns that identify a row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Key { get; set; } = [];

    /// <summary>With -Online: the operations that give the new column its indexes and constraints.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object[] With { get; set; } = [];

    /// <summary>The table is partitioned: partition by partition, so that a run that is stopped goes on where it was.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Partitioned { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation()
    {
        RequireWith(nameof(Online), Online, (nameof(OnInvalid), OnInvalid != "Reject"), (nameof(Key), Key.Length > 0), (nameof(With), With.Length > 0));
        var change = CreateChange();
        if (Online)
        {
            return OnlineChange(change);
        }

        RequireWith($"{nameof(NotNull)} or -{nameof(Nullable)}", change.NotNull is not null, (nameof(Partitioned), Partitioned));
        if (string.IsNullOrEmpty(Backfill))
        {
            return change with { Partitioned = Partitioned };
        }

        return change == new SetColumn(change.Table, change.Column) { NotNull = true }
            ? new RequireColumn(change.Table, change.Column, new ExpressionFragment(Backfill))
            : throw new MigrationException(OperationsErrors.ConflictingOptions, "-Backfill goes with -NotNull and nothing else.") { Target = Column };
    }

    private ChangeTypeOnline OnlineChange(SetColumn change)
    {
        if (change is not { Type: { } type, NotNull: not false } || !string.IsNullOrEmpty(Backfill) || change.Default is { From: null })
        {
            throw new MigrationException(
                OperationsErrors.IncompleteOperation, "-Online changes a type: give -Type, and with a default also what it was (-FromDefault, -FromDefaultExpression); leave -Nullable and -Backfill out.")
            { Target = Column };
        }

        return new ChangeTypeOnline(change.Table, change.Column, type.To)
        {
            From = type.From,
            OnInvalid = Enum.Parse<InvalidValues>(OnInvalid, ignoreCase: true),
            Key = NameParameters.Read(Key),
            NotNull = change.NotNull == true,
            Default = change.Default,
            With = OperationList.Of(With),
        };
    }

    private SetColumn CreateChange()
    {
        var (hasDefault, hasFromDefault) = (Default != NotGiven, FromDefault != NotGiven);
        RequireAtMostOne((nameof(NotNull), NotNull), (nameof(Nullable), Nullable));
        RequireAtMostOne((nameof(Default), hasDefault), (nameof(DefaultExpression), DefaultExpression is not null), (nameof(NoDefault), NoDefault));
        RequireAtMostOne(
            (nameof(FromDefault), hasFromDefault), (nameof(FromDefaultExpression), FromDefaultExpression is not null), (nameof(FromNoDefault), FromNoDefault));
        var to = new ColumnChangeParameters(Type, Using, Collation, hasDefault, Default, DefaultExpression, NoDefault);
        var from = new ColumnChangeParameters(FromType, FromUsing, FromCollation, hasFromDefault, FromDefault, FromDefaultExpression, FromNoDefault);
        return ColumnChangeParameters.Change(QualifiedName.Parse(Table), Identifier.Parse(Column), to, from, NotNull ? true : Nullable ? false : null);
    }
}
