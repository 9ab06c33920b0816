using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>A statement before the facts of a database.</summary>
internal sealed class LiveCase(ExaminedStatement examined, LiveWorld world, PendingChanges pending, LiveBoard board)
{
    private WrittenParts? written;

    public ExaminedStatement Examined { get; } = examined;

    public LiveWorld World { get; } = world;

    public PendingChanges Pending { get; } = pending;

    public LiveBoard Board { get; } = board;

    public SqlNode Node => Examined.Statement.Node;

    public CatalogFacts Catalog => World.Catalog;

    public WrittenParts Written => written ??= new WrittenParts(Examined.Statement);

    /// <summary>The relation in the statement's field <c>relation</c>; null when there is none.</summary>
    public QualifiedName? TableName { get; } = examined.Statement.Node["relation"].RelationName();

    /// <summary>What is known of it; null when it is not there yet.</summary>
    public TableFacts? Table => TableName is { } name ? Find(name) : null;

    public PendingTable? PendingTable => Pending.Find(TableName);

    /// <summary>The commands of an ALTER TABLE on a table.</summary>
    public IEnumerable<AlterCommand> Commands
    {
        get
        {
            if (Node.Type != "AlterTableStmt" || Node.Text("objtype") is not ("OBJECT_TABLE" or "OBJECT_FOREIGN_TABLE"))
            {
                yield break;
            }

            var commands = new List<SqlNode>();
            foreach (var command in Node.List("cmds"))
            {
                commands.Add(command);
            }

            foreach (var command in commands)
            {
                yield return new AlterCommand(command);
            }
        }
    }

    /// <summary>A relation of the database; null when it is not there, or an earlier statement puts another in its place.</summary>
    public TableFacts? Find(QualifiedName? name) => name is { } given && Pending.Find(given) is not { Created: true } ? Catalog.Find(given) : null;

    /// <summary>Whether the catalog was asked and has no such relation.</summary>
    public bool IsMissing(QualifiedName name) =>
        Catalog.Find(name) is null && !World.IsBlind && !World.Unreadable.Any(held => held.Relation!.EndsWith("." + name.Name.Name, StringComparison.Ordinal));

    /// <summary>A column of the database that no earlier statement touches.</summary>
    public TableColumn? UntouchedColumn(string name) =>
        Table?.Column(name) is { } column && PendingTable?.Columns.Contains(name) != true ? column : null;

    /// <summary>Brings a fact of the catalog to findings of given rules.</summary>
    public void Weigh(EvidenceWeight weight, string text, Severity? severity, params string[] rules) =>
        Board.Weigh(Examined, finding => rules.Contains(finding.RuleId), Fact(weight, text) with { Severity = severity });

    /// <summary>Brings a fact of the catalog to findings of given rules about one column.</summary>
    public void WeighColumn(string column, EvidenceWeight weight, string text, Severity? severity, params string[] rules) =>
        Board.Weigh(Examined, finding => rules.Contains(finding.RuleId) && finding.Subject.Column == column, Fact(weight, text) with { Severity = severity });

    public void Add(Rule rule, string message, string fact, string? column = null, Severity? severity = null, IReadOnlyList<string>? samples = null) =>
        Board.Add(
            Examined, rule, message, new FindingSubject(TableName, column, null),
            Fact(EvidenceWeight.Confirms, fact) with { Samples = samples ?? [], Count = samples?.Count }, severity);

    public static Evidence Fact(EvidenceWeight weight, string text) => new("catalog", weight, text);
}
