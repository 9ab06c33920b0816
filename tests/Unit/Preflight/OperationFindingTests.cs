using SchemaMigrate.Operations;
using SchemaMigrate.Preflight;
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
        foreach (var operation in OperationSamples.All)
        {
            // A recipe expands to operations, which are samples themselves.
            if (operation is Recipe)
            {
                continue;
            }

            if (operation is AddColumn { Column.Value: GeneratedValue { Virtual: true } } && major < 18)
            {
                continue;
            }

            var findings = engine.Examine(PlanSources.Of([operation], major)).Findings.Where(finding => finding.Severity >= Severity.Warning).ToList();
            Assert.True(
                findings.Select(finding => finding.RuleId).Distinct().Order().SequenceEqual(Deserved(operation)),
                $"{operation}: {string.Join("; ", findings)}");
        }
    }

    private static IEnumerable<string> Deserved(Operation operation) => operation switch
    {
        InvokeSql { Sql: var sql } when sql.StartsWith("UPDATE", StringComparison.Ordinal) => ["SM089"],
        InvokeSql { Sql: var sql } when sql.StartsWith("TRUNCATE", StringComparison.Ordinal) => ["SM088"],

        // The shape of a column is known only on the server; the block that copies it has to put its statement together.
        CopyColumn when operation.Lower(new LoweringContext(18)).OfType<SqlOperationStep>().Any(step => step.Sql.Contains("EXECUTE", StringComparison.Ordinal)) => ["SM104"],
        SetEnumInPlace => ["SM043", "SM104"],
        RemoveTable { ArchiveTo: not null } => ["SM055"],
        RemoveColumn => ["SM057"],
        RemoveTable { ForeignKeys.Count: 2 } => ["SM061"],
        RemoveTable => ["SM061"],
        RenameColumn or RenameTable => ["SM055"],
        RenameEnumValue => ["SM078"],
        AddColumn { Column.Value: IdentityValue } => ["SM002"],
        AddColumn { Column.Value: GeneratedValue { Virtual: false } } => ["SM003"],
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
