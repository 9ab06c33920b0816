using System.Collections;
using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that gives an enum other values. Values that are only added need no more; when values go or change places, -Column says which columns have the type.</summary>
[Cmdlet(VerbsCommon.Set, "MigrationEnum")]
[OutputType(typeof(SetEnum), typeof(SetEnumInPlace), typeof(SetEnumOnline))]
public sealed class SetMigrationEnumCommand : EnumOperationCmdlet
{
    /// <summary>The values that it gets, in their order, exactly as they are stored.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[] Value { get; set; } = [];

    /// <summary>The values that it has, in their order.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[] From { get; set; } = [];

    /// <summary>For values that go: what their rows get. Keys of one dictionary ignore case; give several for values that differ in case only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public IDictionary[] Map { get; set; } = [];

    /// <summary>All columns of the type, each with its table; with [] at the end for an array: <c>users.status</c>, <c>app.users.tags[]</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Column { get; set; } = [];

    /// <summary>In one revision, rewriting the tables of the columns under a lock that blocks reads and writes. For small tables.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter InPlace { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation()
    {
        var map = Map.SelectMany(entries => entries.Cast<DictionaryEntry>()).Select(entry => new EnumMapping(Text(entry.Key), Text(entry.Value))).ToValueList();
        var change = new EnumChange(QualifiedName.Parse(Type), Value.ToValueList(), From.ToValueList(), map);
        var columns = Column.Select(EnumColumn.Parse).ToValueList();
        RequireWith(nameof(Column), columns.Count > 0, (nameof(InPlace), InPlace));
        return columns.Count == 0 ? new SetEnum(change) : InPlace ? new SetEnumInPlace(change, columns) : new SetEnumOnline(change, columns);
    }

    private static string Text(object? value) => LanguagePrimitives.ConvertTo<string>(value) ?? "";
}
