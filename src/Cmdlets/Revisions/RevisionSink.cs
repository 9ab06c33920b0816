using System.Management.Automation;
using System.Management.Automation.Language;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Cmdlets.Revisions;

/// <summary>Collects what the blocks of one PowerShell revision emit. Public because the script that calls it runs in PowerShell.</summary>
public sealed class RevisionSink
{
    private readonly string _fileName;
    private List<Operation>? _upgrade;
    private List<Operation>? _downgrade;
    private string? _irreversible;

    internal RevisionSink(string fileName) => _fileName = fileName;

    /// <summary>The top-level statements of a block, each as a script block that keeps its place in the file.</summary>
    /// <param name="name">Upgrade or Downgrade.</param>
    /// <param name="body">The block.</param>
    public IEnumerable<RevisionStatement> Open(string name, ScriptBlock body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ref var operations = ref name == "Upgrade" ? ref _upgrade : ref _downgrade;
        var ast = (ScriptBlockAst)body.Ast;
        if (operations is not null)
        {
            throw Invalid(ast.Extent.StartLineNumber, $"has a second {name} block.");
        }

        operations = [];
        var block = ast.EndBlock ?? throw Invalid(ast.Extent.StartLineNumber, $"has a {name} block with begin or process blocks.");
        return Walk(block.Statements);
    }

    /// <summary>Takes what a statement emitted.</summary>
    /// <param name="name">Upgrade or Downgrade.</param>
    /// <param name="line">The line of the statement.</param>
    /// <param name="value">What it emitted.</param>
    public void Accept(string name, int line, object? value)
    {
        if ((value is PSObject wrapped ? wrapped.BaseObject : value) is not Operation operation)
        {
            throw Invalid(line, $"emits {Describe(value)} in its {name} block, and only operations may be emitted there.");
        }

        if (operation is Recipe)
        {
            throw Invalid(line, $"emits the recipe '{operation.Summary}' in its {name} block: it needs several revisions. Pipe it into New-MigrationRevision.");
        }

        (name == "Upgrade" ? _upgrade : _downgrade)!.Add(operation);
    }

    /// <summary>Takes the reason why there is no way back.</summary>
    /// <param name="reason">The reason.</param>
    public void Refuse(string reason) => _irreversible = reason;

    /// <summary>Refuses output outside of the blocks.</summary>
    /// <param name="value">The output.</param>
    public void Stray(object? value) => throw Invalid(0, $"emits {Describe(value)} outside of its Upgrade and Downgrade blocks.");

    /// <summary>Where the statement begins that is being evaluated; 0 between and outside of the blocks.</summary>
    internal int CurrentLine { get; private set; }

    internal EvaluatedRevision Finish() => _upgrade is null
        ? throw Invalid(0, "has no Upgrade block.")
        : _downgrade is not null && _irreversible is not null
            ? throw Invalid(0, "has a Downgrade block and is declared irreversible as well.")
            : new EvaluatedRevision(_upgrade, _downgrade, _irreversible);

    private IEnumerable<RevisionStatement> Walk(IEnumerable<StatementAst> statements)
    {
        foreach (var statement in statements)
        {
            CurrentLine = statement.Extent.StartLineNumber;
            var body = new StatementBlockAst(statement.Extent, [(StatementAst)statement.Copy()], null);
            yield return new RevisionStatement(
                new ScriptBlockAst(statement.Extent, null, body, isFilter: false).GetScriptBlock(), CurrentLine);
        }

        CurrentLine = 0;
    }

    private MigrationException Invalid(int line, string what) =>
        new(ShellErrors.RevisionOutputInvalid, $"{(line > 0 ? $"{_fileName}:{line}" : _fileName)} {what}") { Target = _fileName };

    private static string Describe(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => "$null",
        string text => $"the string '{(text.Length > 40 ? text[..40] + "…" : text)}'",
        var other => $"a value of type {other.GetType().Name}",
    };
}
