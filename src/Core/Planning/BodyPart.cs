namespace SchemaMigrate.Planning;

/// <summary>A run of SQL within a revision's body.</summary>
/// <param name="Sql">One or more statements.</param>
/// <param name="StartLine">Line of the file on which the text begins, from 1; 0 when it was lowered from an operation.</param>
/// <param name="StartsTransaction">Whether what came before must be committed first.</param>
internal sealed record BodyPart(string Sql, int StartLine, bool StartsTransaction)
{
    /// <summary>The query of an assertion. Its text runs inside a DO block, which alone would have to be taken for anything.</summary>
    internal string? AssertedQuery { get; init; }

    /// <summary>The line before a statement that is to be run as a backfill; null for other SQL.</summary>
    internal string? BackfillMarker => LineOf(Operations.BackfillOperationStep.Marker);

    /// <summary>The line before a query whose statements are to be executed one by one; null for other SQL.</summary>
    internal string? EachMarker => LineOf(Operations.EnumeratedOperationStep.Marker);

    private string? LineOf(string marker) => Sql.StartsWith(marker, StringComparison.Ordinal) ? Sql.Split('\n', 2)[0].TrimEnd() : null;
}
