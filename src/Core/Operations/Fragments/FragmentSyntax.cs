using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Decides by PostgreSQL's own grammar whether a text is exactly one type, one expression and so on, and gives the form in which it is placed in SQL. The text is parsed in
/// a statement that goes on after it with a mark; only when the mark is found at its own place has the text neither ended that statement nor
/// swallowed the rest of it in a comment.
/// </summary>
internal static class FragmentSyntax
{
    private const string Mark = FragmentInContext.Mark;
    private static readonly string[] Changing = ["InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "IntoClause", "LockingClause"];

    /// <summary>One data type.</summary>
    public static string Type(string sql)
    {
        var fragment = new FragmentText("type", sql);
        var cast = fragment.Between("SELECT NULL::", $", {Mark}").OnlyItemBeforeMark("targetList", "val");
        var column = fragment.Between("CREATE TABLE t (c ", $" NOT NULL, {Mark} int)").OnlyItemBeforeMark("tableElts");
        return fragment.AcceptIf(
            !cast.Has("name") && cast["val"].Is("TypeCast") && column.List("constraints").Count == 1 && !column.Has("collClause"));
    }

    /// <summary>One scalar expression.</summary>
    public static string Expression(string sql)
    {
        var fragment = new FragmentText("expression", sql);
        var bare = fragment.Between("SELECT ", $", {Mark}").OnlyItemBeforeMark("targetList", "val");
        var nested = fragment.Between("SELECT (", $"), {Mark}").OnlyItemBeforeMark("targetList", "val");
        return fragment.AcceptIf(bare.Exists && !bare.Has("name") && nested.Exists);
    }

    /// <summary>One element of an index.</summary>
    public static string IndexElement(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        if (NameReader.IsName(sql))
        {
            return Identifier.Parse(sql).ToString();
        }

        var fragment = new FragmentText("index element", sql);
        try
        {
            return fragment.AcceptIf(fragment.Between("CREATE INDEX ON t (", $", ({Mark}))").OnlyItemBeforeMark("indexParams", "expr").Exists);
        }
        catch (MigrationException error) when (error.Definition == OperationsErrors.InvalidSqlFragment && IsExpression(sql))
        {
            // SQL wants parentheses around operators: a || b.
            return $"({sql.Trim()})";
        }
    }

    /// <summary>One element of CREATE TABLE.</summary>
    public static string TableElement(string sql)
    {
        var fragment = new FragmentText("column or constraint", sql);
        return fragment.AcceptIf(fragment.Between("CREATE TABLE t (", $", {Mark} int)").OnlyItemBeforeMark("tableElts").Exists);
    }

    /// <summary>What follows PARTITION BY.</summary>
    public static string PartitionKey(string sql)
    {
        var fragment = new FragmentText("partition key", sql);
        var context = fragment.Between("CREATE TABLE t (c int) PARTITION BY ", $" WITH ({Mark} = 1)");
        var table = context.Statement;
        return fragment.AcceptIf(table.Has("partspec") && !table.Has("accessMethod")
            && table.List("options").Count == 1 && context.IsMark(table.List("options").First));
    }

    /// <summary>One query that changes nothing.</summary>
    public static string Query(string sql)
    {
        var fragment = new FragmentText("query", sql);
        var query = fragment.Between("SELECT FROM (", $") AS q, {Mark}").OnlyItemBeforeMark("fromClause")["subquery"];
        return fragment.AcceptIf(query.Is("SelectStmt") && !Changing.Any(type => query.Descendants(type).Any()));
    }

    private static bool IsExpression(string sql)
    {
        try
        {
            Expression(sql);
            return true;
        }
        catch (MigrationException error) when (error.Definition == OperationsErrors.InvalidSqlFragment)
        {
            return false;
        }
    }
}
