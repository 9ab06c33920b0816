using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Backfills;

/// <summary>Checks that a definition is what it says, one piece of SQL in each place, and finds out what it reads and sets.</summary>
internal static class DefinitionReader
{
    /// <summary>Reads a definition.</summary>
    /// <exception cref="MigrationException"><see cref="BackfillErrors.InvalidBackfill"/>.</exception>
    internal static DefinitionShape Read(BackfillDefinition definition, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(definition.Name))
        {
            throw Invalid(definition, "A backfill needs a name.");
        }

        if (definition.Where is { } where && string.IsNullOrWhiteSpace(where))
        {
            throw Invalid(definition, "The predicate is empty.");
        }

        if (definition.SkipExisting && definition.InsertInto is null)
        {
            throw Invalid(definition, "-SkipExisting is for -InsertInto.");
        }

        return definition.Sql is { } sql ? ReadSql(definition, sql, cancellationToken) : ReadSet(definition, cancellationToken);
    }

    private static DefinitionShape ReadSet(BackfillDefinition definition, CancellationToken cancellationToken)
    {
        if (definition.Set.Count == 0)
        {
            throw Invalid(definition, "It sets no column.");
        }

        var columns = definition.Set.Select(assignment => Identifier.Parse(assignment.Column).Name).ToList();
        if (columns.Distinct(StringComparer.Ordinal).Count() != columns.Count)
        {
            throw Invalid(definition, "It sets a column twice.");
        }

        var sets = definition.Set.Select(assignment => $"{Identifier.Parse(assignment.Column)} = ({assignment.Expression}\n)");
        var text = $"UPDATE t SET {string.Join(", ", sets)}" + (definition.Where is { } where ? $" WHERE ({where}\n)" : "");
        var node = One(definition, text, cancellationToken).Node;
        if (!node.Is("UpdateStmt") || node.List("targetList").Count != columns.Count || node["whereClause"].Exists != definition.Where is not null
            || Returns(node) || node.List("fromClause").Count > 0 || node["withClause"].Exists)
        {
            throw Invalid(definition, "An expression or the predicate is more than one piece of SQL.");
        }

        foreach (var target in node.List("targetList"))
        {
            // SET (a, b) = … and SET a[1] = … cannot come from here; DEFAULT is fine.
            if (target["val"].Is("MultiAssignRef"))
            {
                throw Invalid(definition, "An expression sets several columns.");
            }
        }

        var subquery = node.Descendants("SubLink").Any();
        var functions = Functions(node);
        var converges = definition.SkipExisting
            || (definition.InsertInto is null && !subquery && !ReadsAny(node.List("targetList"), columns, QualifiedName.Parse(definition.Table).Name.Name));
        return new DefinitionShape(columns, converges, subquery, functions, []);
    }

    private static DefinitionShape ReadSql(BackfillDefinition definition, string sql, CancellationToken cancellationToken)
    {
        if (definition.Set.Count > 0 || definition.InsertInto is not null || definition.Where is not null)
        {
            throw Invalid(definition, "A statement of your own comes without -Set, -InsertInto and -Where.");
        }

        var parts = sql.TrimEnd().TrimEnd(';').Split(BackfillDefinition.RangePlaceholder);
        if (parts.Length < 2)
        {
            throw Invalid(definition, $"The statement has no {BackfillDefinition.RangePlaceholder}: without it each batch would change the whole table.");
        }

        var node = One(definition, string.Join("(true)", parts), cancellationToken).Node;
        if (!(node.Is("UpdateStmt") || node.Is("InsertStmt") || node.Is("DeleteStmt")) || Returns(node) || ChangesInWith(node))
        {
            throw Invalid(definition, "The statement must be one INSERT, UPDATE or DELETE, without RETURNING and without a change inside WITH.");
        }

        return new DefinitionShape([], false, true, [], parts);
    }

    private static List<string> Functions(SqlNode node)
    {
        var names = new List<string>();
        foreach (var call in node.Descendants("FuncCall"))
        {
            names.Add(call.FunctionWord());
        }

        return names;
    }

    private static bool Returns(SqlNode node) => node.Has("returningClause") || node.List("returningList").Count > 0;

    private static bool ChangesInWith(SqlNode node)
    {
        foreach (var query in node.Descendants("CommonTableExpr"))
        {
            if (!query["ctequery"].Is("SelectStmt"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ReadsAny(SqlNodeList targets, IReadOnlyList<string> columns, string table)
    {
        foreach (var target in targets)
        {
            foreach (var reference in target.Descendants("ColumnRef"))
            {
                // A whole row (t, t.*) holds every column; the text of a star is empty.
                var name = reference.List("fields").Texts()[^1];
                if (name.Length == 0 || name == table || columns.Contains(name, StringComparer.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static SqlStatement One(BackfillDefinition definition, string text, CancellationToken cancellationToken)
    {
        try
        {
            var statement = SqlScript.Parse(text, cancellationToken).Statements is [var only] ? only : throw Invalid(definition, "It holds more than one statement.");
            return statement.Node.Descendants("ParamRef").Any() ? throw Invalid(definition, "It holds a parameter ($1); there is nothing to fill it with.") : statement;
        }
        catch (SqlSyntaxException exception)
        {
            throw new MigrationException(BackfillErrors.InvalidBackfill, $"The backfill {definition.Name} is not SQL that PostgreSQL accepts: {exception.Message}", exception)
            {
                Target = definition.Name,
            };
        }
    }

    private static MigrationException Invalid(BackfillDefinition definition, string what) =>
        new(BackfillErrors.InvalidBackfill, $"The backfill {definition.Name}: {what}") { Target = definition.Name };
}
