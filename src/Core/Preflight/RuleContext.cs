using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What a rule sees: a statement, what is known of it, and what came before. A rule reads nothing else.</summary>
internal sealed class RuleContext
{
    private QualifiedName? table;
    private bool tableRead;
    private string? tableText;
    private TypeChange? typeChange;

    public ExaminedStatement Examined { get; private set; } = null!;

    /// <summary>What the statements before this one did.</summary>
    public required TransactionState State { get; init; }

    public required ServerVersion Server { get; init; }

    /// <summary>The ALTER TABLE command, for rules that look at one.</summary>
    public AlterCommand Command
    {
        get;
        set => (field, typeChange) = (value, null);
    }

    /// <summary>The command, for rules that look at ALTER COLUMN … TYPE.</summary>
    public TypeChange TypeChange => typeChange ??= new TypeChange(Command);

    /// <summary>The <c>ColumnDef</c>, for rules that look at one.</summary>
    public SqlNode Column { get; set; }

    /// <summary>The <c>Constraint</c>, for rules that look at one.</summary>
    public SqlNode Constraint { get; set; }

    /// <summary>The name of the column that a column constraint is of; empty for a constraint of the table.</summary>
    public string ConstraintColumn { get; set; } = "";

    /// <summary>Whether the source has come to its end; <see cref="Examined"/> is its last statement then.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>Goes on to another statement: there are so many that each cannot have a context of its own.</summary>
    public RuleContext Turn(ExaminedStatement to, bool atEnd = false)
    {
        (Examined, AtEnd, tableRead, table, tableText, ConstraintColumn) = (to, atEnd, false, null, null, "");
        (Command, Column, Constraint) = (default, default, default);
        return this;
    }

    public SqlNode Node => Examined.Statement.Node;

    public StatementFacts Facts => Examined.Facts;

    public PreflightSource Source => Examined.Source;

    public int Major => Server.Major;

    /// <summary>Whether the module's own runner executes the source.</summary>
    public bool ByModule => Source.Runner == SourceRunner.Module;

    /// <summary>The relation in the statement's field <c>relation</c>: that of ALTER TABLE, CREATE INDEX, CREATE TABLE, UPDATE…; null when there is none.</summary>
    public QualifiedName? Table
    {
        get
        {
            if (!tableRead)
            {
                table = Node["relation"].RelationName();
                tableRead = true;
            }

            return table;
        }
    }

    /// <summary>Whether <see cref="Table"/> was there before the source.</summary>
    public bool OnExistingTable => Table is { } name && !State.IsNew(name);

    /// <summary>The table's name for messages.</summary>
    public string TableText => tableText ??= Table?.Display ?? "the table";

    public bool IsNew(QualifiedName? relation) => relation is { } name && State.IsNew(name);
}
