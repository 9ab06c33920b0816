using System.Collections.ObjectModel;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>A statement that was examined, with what is known of it; checks against a live database start from these.</summary>
public sealed record ExaminedStatement
{
    /// <summary>The source that it belongs to.</summary>
    public required PreflightSource Source { get; init; }

    /// <summary>The statement.</summary>
    public required SqlStatement Statement { get; init; }

    /// <summary>What it locks and does.</summary>
    public required StatementFacts Facts { get; init; }

    /// <summary>The number of the step within the source, from 1: statements with the same number are committed together.</summary>
    public required int Step { get; init; }

    /// <summary>Line in the file or text, from 1; 0 when it comes from an operation.</summary>
    public required int Line { get; init; }

    /// <summary>Column, from 1; 0 when it comes from an operation.</summary>
    public required int Column { get; init; }

    /// <summary>True for a statement within a DO block or a routine that the source calls.</summary>
    public bool Embedded { get; init; }

    /// <summary>True for a statement that our runner carries out in batches, as a backfill.</summary>
    public bool AsBackfill { get; init; }

    /// <summary>The locks on relations that were there before the source; those that it creates itself are safe to lock.</summary>
    public required IReadOnlyList<RelationLock> LocksOnExisting { get; init; }

    /// <summary>Rules that a comment says to ignore on the statement, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Ignored { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>How messages about other statements name it.</summary>
    internal string Spot => Line > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {Line}") : "an earlier statement";

    /// <summary>Where it stands, to locate parts of it.</summary>
    internal StatementPlace Place { get; init; }
}
