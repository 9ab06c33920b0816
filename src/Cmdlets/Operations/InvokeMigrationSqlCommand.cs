using System.Management.Automation;
using SchemaMigrate.Operations;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that runs SQL of your own, with the SQL that undoes it or the reason why nothing does.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "MigrationSql", DefaultParameterSetName = "Sql")]
[OutputType(typeof(InvokeSql))]
public sealed class InvokeMigrationSqlCommand : OperationCmdlet
{
    /// <summary>One or more statements, without BEGIN and COMMIT: the plan decides where transactions begin and end.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Sql { get; set; } = "";

    /// <summary>The statements that undo it.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Downgrade", ValueFromPipelineByPropertyName = true)]
    public string Downgrade { get; set; } = "";

    /// <summary>Why there is no way back.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Irreversible", ValueFromPipelineByPropertyName = true)]
    public string Irreversible { get; set; } = "";

    /// <inheritdoc/>
    protected override Operation CreateOperation() => ParameterSetName switch
    {
        "Downgrade" => new InvokeSql(Sql).WithDowngrade(Downgrade),
        "Irreversible" => new InvokeSql(Sql).WithoutDowngrade(Irreversible),
        _ => new InvokeSql(Sql),
    };
}
