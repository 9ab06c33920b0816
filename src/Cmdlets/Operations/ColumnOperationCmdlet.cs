using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>The base of the operation cmdlets that describe a whole column.</summary>
public abstract class ColumnOperationCmdlet : TableOperationCmdlet
{
    private protected const string NoDefaultSet = "NoDefault";
    private const string DefaultSet = "Default";
    private const string DefaultExpressionSet = "DefaultExpression";
    private const string IdentitySet = "Identity";
    private const string GeneratedSet = "Generated";

    /// <summary>The column, as SQL spells it.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Column { get; set; } = "";

    /// <summary>NULL is refused.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NotNull { get; set; }

    /// <summary>
    /// The default, as a plain value: <c>active</c>, <c>0</c>, <c>$true</c>. It is always quoted, never run as SQL; <c>now()</c> goes to -DefaultExpression.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = DefaultSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public object Default { get; set; } = "";

    /// <summary>The default, as an SQL expression: <c>now()</c>, <c>gen_random_uuid()</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DefaultExpressionSet, ValueFromPipelineByPropertyName = true)]
    public string DefaultExpression { get; set; } = "";

    /// <summary>An identity column: Always (only the sequence gives values) or ByDefault (INSERT may give one).</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipelineByPropertyName = true)]
    [ValidateSet("Always", "ByDefault")]
    public string Identity { get; set; } = "";

    /// <summary>A column computed from this expression over the row, stored unless -Virtual is given.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GeneratedSet, ValueFromPipelineByPropertyName = true)]
    public string Generated { get; set; } = "";

    /// <summary>The generated column is computed when read. PostgreSQL 18 and later.</summary>
    [Parameter(ParameterSetName = GeneratedSet, ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Virtual { get; set; }

    /// <summary>The collation, as SQL spells it: <c>'"C"'</c>, <c>app.german</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Collation { get; set; }

    /// <summary>The comment of the column.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Comment { get; set; }

    /// <summary>The column that the parameters describe.</summary>
    /// <param name="type">Its type.</param>
    private protected ColumnDefinition Definition(string type) => new(Identifier.Parse(Column), new TypeFragment(type))
    {
        NotNull = NotNull,
        Collation = string.IsNullOrEmpty(Collation) ? null : QualifiedName.Parse(Collation),
        Comment = string.IsNullOrEmpty(Comment) ? null : Comment,
        Value = ParameterSetName switch
        {
            DefaultSet => new LiteralDefault(LiteralText.Of(Default)),
            DefaultExpressionSet => new ExpressionDefault(new ExpressionFragment(DefaultExpression)),
            IdentitySet => new IdentityValue(Enum.Parse<IdentityKind>(Identity, ignoreCase: true)),
            GeneratedSet => new GeneratedValue(new ExpressionFragment(Generated), Virtual),
            _ => null,
        },
    };
}
