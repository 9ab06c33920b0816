using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>Writes the trigger function of <see cref="SyncColumn"/>.</summary>
internal static class SyncColumnFunction
{
    /// <summary>CREATE FUNCTION.</summary>
    /// <param name="sync">The two columns.</param>
    public static string Create(SyncColumn sync)
    {
        var (table, old, fresh) = (sync.Table, sync.Column, sync.NewColumn);

        // What the new column would get is put into a row like the one being written, where it takes the type of the column: the function names no table, so that neither a
        // temporary table of a writer nor a later change of the column's type is in its way.
        // Images, not values, are compared: a change that the type takes for none (citext 'A' and 'a', 1.0 and 1.00) is a write all the same, and json has no equality.
        // What agrees already is left alone, so that a conversion back never touches a value that its conversion forth came from: ' 42 ' stays when 42 is filled in.
        var body = $"""
            #variable_conflict use_column
            DECLARE
              made record;
            BEGIN
              made := NEW;
              {Evaluate($"made.{fresh}", sync.Up, old, table)}
              IF TG_OP = 'INSERT' THEN
                IF NEW.{fresh} IS NULL THEN
                  NEW.{fresh} := made.{fresh};
                ELSIF pg_catalog.record_image_ne(ROW(NEW.{fresh}), ROW(made.{fresh})) THEN
                  {Evaluate($"NEW.{old}", sync.Down, fresh, table)}
                END IF;
              ELSIF pg_catalog.record_image_ne(ROW(NEW.{fresh}), ROW(OLD.{fresh})) THEN
                IF pg_catalog.record_image_ne(ROW(NEW.{fresh}), ROW(made.{fresh})) THEN
                  {Evaluate($"NEW.{old}", sync.Down, fresh, table)}
                END IF;
              ELSIF NEW.{fresh} IS NULL OR pg_catalog.record_image_ne(ROW(NEW.{old}), ROW(OLD.{old})) THEN
                NEW.{fresh} := made.{fresh};
              END IF;
              RETURN NEW;
            END
            """;
        return TriggerFunction.Create(table.Sibling(sync.TriggerName), body);
    }

    private static string Evaluate(string target, ExpressionFragment? expression, Identifier column, QualifiedName table) => expression is null
        ? $"{target} := NEW.{column};"
        : $"SELECT (\n{expression}\n) INTO {target} FROM (SELECT NEW.*) AS {table.Name};";
}
