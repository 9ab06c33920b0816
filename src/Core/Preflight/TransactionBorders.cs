using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Says which statements of a source share a transaction: as the runner would cut them into steps, or as something else would run them.</summary>
internal sealed class TransactionBorders
{
    private readonly bool byModule;
    private readonly bool wrapped;
    private bool firstPart = true;

    public TransactionBorders(PreflightSource source, IReadOnlyList<ParsedPart> parts)
    {
        byModule = source.Runner == SourceRunner.Module;
        wrapped = !byModule && !parts.Any(part => part.Statements.Any(pair => pair.Facts.Transaction is TransactionNeed.Forbidden or TransactionNeed.Control));
    }

    public void BeginPart(TransactionState state, SourcePart part)
    {
        if (part.StartsTransaction && !firstPart)
        {
            state.NextStep();
        }

        firstPart = false;
        if (!byModule)
        {
            state.InTransaction = wrapped;
        }
    }

    public void Before(TransactionState state, SqlStatement statement, StatementFacts facts)
    {
        if (byModule && IsApart(facts) && state.StepHasStatements)
        {
            state.NextStep();
        }
    }

    public void After(TransactionState state, SqlStatement statement, StatementFacts facts, ExaminedStatement examined)
    {
        state.StepHasStatements = true;
        if (facts.Transaction == TransactionNeed.Forbidden && !state.InWrittenTransaction)
        {
            state.LastNonTransactional = examined;
        }

        if (byModule)
        {
            if (IsApart(facts))
            {
                state.NextStep();
            }

            return;
        }

        if (statement.Kind == StatementKind.Transaction)
        {
            Control(state, statement.Node.Text("kind") ?? "", examined);
        }
        else if (!wrapped && !state.InWrittenTransaction)
        {
            state.NextStep();
        }
    }

    /// <summary>Whether the runner gives the statement a step of its own.</summary>
    private static bool IsApart(StatementFacts facts) => facts.Transaction is TransactionNeed.Forbidden or TransactionNeed.Alone || StepBuilder.IsValidation(facts);

    private static void Control(TransactionState state, string kind, ExaminedStatement examined)
    {
        switch (kind)
        {
            case "TRANS_STMT_BEGIN" or "TRANS_STMT_START":
                state.InTransaction = state.InCertainTransaction = state.InWrittenTransaction = true;
                state.BegunBy = examined;
                break;
            case "TRANS_STMT_COMMIT" or "TRANS_STMT_ROLLBACK" or "TRANS_STMT_PREPARE":
                state.InTransaction = state.InCertainTransaction = state.InWrittenTransaction = false;
                state.BegunBy = null;
                state.NextStep();
                break;
        }
    }
}
