using SchemaMigrate.Errors;
using SchemaMigrate.Operations;

namespace SchemaMigrate.Planning;

/// <summary>Turns what operations lower to into the parts of a body.</summary>
internal static class BodyLowering
{
    internal static List<BodyPart> Lower(string place, IEnumerable<Operation> operations, LoweringContext context)
    {
        var parts = new List<BodyPart>();
        var commitFirst = false;
        foreach (var step in operations.SelectMany(operation => operation.Lower(context)))
        {
            var (sql, starts, ends, query) = step switch
            {
                SqlOperationStep statement => (statement.Sql, statement.StartsTransaction, statement.EndsTransaction, null),

                // An assertion reads, for as long as it takes: no lock of what came before may be held meanwhile.
                AssertionOperationStep assertion => (assertion.ToSqlStatement(), true, true, assertion.Query),

                // A backfill commits its own batches: it shares a transaction with nothing.
                BackfillOperationStep backfill => (backfill.ToSqlStatement(), true, true, null),

                // Its statements commit themselves, too.
                EnumeratedOperationStep each => (each.ToSqlStatement(), true, true, null),
                _ => throw new MigrationException(PlanningErrors.StepNotSupported, $"{place}: a step of type {step.GetType().Name} cannot be planned."),
            };
            parts.Add(new BodyPart(sql, 0, parts.Count > 0 && (commitFirst || starts)) { AssertedQuery = query });
            commitFirst = ends;
        }

        return parts;
    }
}
