using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Preflight;
using SchemaMigrate.Revisions;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Preflight;

/// <summary>What operations lower to is the safe form, so only what is dangerous by its nature may be found in it.</summary>
public class OperationFindingTests
{
    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public void Operations_have_no_findings_but_those_that_the_change_itself_deserves(int major)
    {
        var engine = new PreflightEngine(new PreflightOptions { Server = new ServerVersion(major) });
        var wrong = new List<string>();
        foreach (var operation in OperationSamples.All)
        {
            if (operation is AddColumn { Column.Value: GeneratedValue { Virtual: true } } && major < 18)
            {
                continue;
            }

            var findings = engine.Examine(PlanSources.Of([operation], major)).Findings.Where(finding => finding.Severity >= Severity.Warning).ToList();
            if (!findings.Select(finding => finding.RuleId).Distinct().Order().SequenceEqual(Deserved(operation)))
            {
                wrong.Add($"{operation}: {string.Join("; ", findings)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public void Ways_back_have_no_findings_but_those_that_their_operations_deserve(int major)
    {
        var engine = new PreflightEngine(new PreflightOptions { Server = new ServerVersion(major) });
        var wrong = new List<string>();
        foreach (var (of, phase, back) in OperationSamples.All.SelectMany(WaysBack))
        {
            var findings = engine.Examine(Downgrade(back, major)).Findings.Where(finding => finding.Severity >= Severity.Warning).ToList();
            if (!findings.Select(finding => finding.RuleId).Distinct().Order().SequenceEqual(DeservedBack(of, phase, back).Distinct().Order()))
            {
                wrong.Add($"{of} {phase}: {string.Join(", ", back)}: {string.Join("; ", findings)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>What undoes an operation, or each phase of a recipe, as its revision's downgrade has it.</summary>
    private static IEnumerable<(Operation Of, PhaseKind? Phase, ValueList<Operation> Back)> WaysBack(Operation operation) => operation is Recipe recipe
        ? recipe.Expand().Select(phase => (operation, (PhaseKind?)phase.Kind, Undo(phase)))
        : [(operation, null, operation.Inverse.Operations)];

    /// <summary>What a phase added goes again with its values: that is what the way back of an expansion announces.</summary>
    private static IEnumerable<string> DeservedBack(Operation of, PhaseKind? phase, ValueList<Operation> back) => (of, phase) switch
    {
        (_, PhaseKind.Expand) when back.Count == 0 => [],
        (RenameColumnOnline or SetEnumOnline or MergeTable or AddRequiredColumn, PhaseKind.Expand) => ["SM057"],
        (ChangeTypeOnline, PhaseKind.Expand) => ["SM057", .. Quarantine(back)],
        (AddUniqueDeduplicated, PhaseKind.Expand) => Quarantine(back),
        (SplitTable, PhaseKind.Expand) => ["SM057", "SM061"],
        // The table comes back as it is known, and hides again.
        (MergeTable, PhaseKind.Contract) => back.Any(each => each is NewTable { PrimaryKey.Count: 0 }) ? ["SM119"]
            : back.Any(each => each is InvokeSql { Sql: var sql } && sql.StartsWith("ALTER TABLE", StringComparison.Ordinal)) ? ["SM055"]
            : [],
        (Recipe, _) => [],
        (CopyColumn { Part: CopyPart.Shape }, _) => ["SM057"],
        _ => back.SelectMany(Deserved),
    };

    /// <summary>Rows that could not stay are kept in a table of their own; what the upgrade put there is back by then.</summary>
    private static IEnumerable<string> Quarantine(ValueList<Operation> back) =>
        back.Any(each => each is InvokeSql { Sql: var sql } && sql.Contains("DROP TABLE", StringComparison.Ordinal)) ? ["SM061"] : [];

    private static ValueList<Operation> Undo(RecipePhase phase) => phase.Irreversible is not null ? []
        : phase.Downgrade ?? phase.Upgrade.Reverse().SelectMany(each => each.Inverse.Operations).ToValueList();

    private static PreflightSource Downgrade(ValueList<Operation> operations, int major) =>
        new([.. BodyLowering.Lower("(downgrade)", operations, new LoweringContext(major)).Select(part => new SourcePart(part.Sql, 0, part.StartsTransaction))], SourceRunner.Module)
        {
            FromOperations = true,
            Phase = RevisionPhase.Contract,
        };

    private static IEnumerable<string> Deserved(Operation operation) => operation switch
    {
        InvokeSql { Sql: var sql } when sql.StartsWith("UPDATE", StringComparison.Ordinal) => ["SM089"],
        InvokeSql { Sql: var sql } when sql.StartsWith("TRUNCATE", StringComparison.Ordinal) => ["SM088"],

        // Two tables are rewritten in one transaction.
        SetEnumInPlace { Columns.Count: > 1 } => ["SM043", "SM094"],
        SetEnumInPlace => ["SM043"],
        RemoveTable { ArchiveTo.Schema: not null } => ["SM055", "SM131"],
        RemoveTable { ArchiveTo: not null } => ["SM055"],
        RenameColumnOnline or ChangeTypeOnline or SetEnumOnline or SplitTable => ["SM057"],
        // The merged table changes its name, and goes in the end.
        MergeTable => ["SM055", "SM057", "SM061"],
        RemoveColumnPhased { Soft: true } => ["SM055", "SM057"],
        RemoveColumn or RemoveColumnPhased => ["SM057"],
        RemoveTable { ForeignKeys.Count: 2 } => ["SM061"],
        RemoveTable => ["SM061"],
        RenameColumn or RenameTable => ["SM055"],
        RenameEnumValue => ["SM078"],
        AddColumn { Column.Value: IdentityValue } => ["SM002"],
        AddColumn { Column.Value: GeneratedValue { Virtual: false } } => ["SM003"],
        // A USING that is the plain cast.
        SetColumn { Type.To: { Collation: not null, Using.Sql: "a::int" } } => ["SM046", "SM051"],
        SetColumn { Type: { } type } when type.To.Collation is not null && type.To.Using is not null => ["SM043", "SM051"],
        SetColumn { Type: not null } => ["SM043"],
        AddIndex { Concurrently: false } => ["SM031"],
        RemoveIndex { Concurrently: false } => ["SM038"],
        AddUnique { Concurrently: false } or AddPrimaryKey { Concurrently: false } => ["SM026"],
        // Seen only in a table that the operation itself makes.
        NewTable { PrimaryKey.Count: 0 } => ["SM119"],
        RemoveConstraint { Restore: AddPrimaryKey } => ["SM106"],
        _ => [],
    };
}
