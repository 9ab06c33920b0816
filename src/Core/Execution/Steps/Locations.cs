using SchemaMigrate.Connections;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Steps;

/// <summary>Finds the place in a revision file that an error is about.</summary>
internal static class Locations
{
    internal static StepLocation Of(PlannedRevision revision, Step step, PlannedStatement? statement, SqlExecutionException? error = null)
    {
        var (line, column) = statement is null or { Line: 0 } ? (0, 0) : Within(statement, error);
        return new StepLocation(revision.Id, step.Ordinal, revision.FileName, revision.Path, line, column, statement is null ? null : Redactor.Default.Redact(statement.Sql));
    }

    // The server counts code points from 1 within the statement; the file's position counts lines and columns from the statement's start.
    private static (int Line, int Column) Within(PlannedStatement statement, SqlExecutionException? error)
    {
        var line = statement.Line;
        var column = statement.Column;
        var left = (error?.Position ?? 0) - 1;
        foreach (var rune in statement.Sql.EnumerateRunes())
        {
            if (left-- <= 0)
            {
                break;
            }

            if (rune.Value == '\n')
            {
                line++;
                column = 1;
            }
            else
            {
                column += rune.Utf16SequenceLength;
            }
        }

        return (line, column);
    }
}
