namespace SchemaMigrate.Revisions;

/// <summary>The SQL of one section of a revision file, without its marker line.</summary>
/// <param name="Text">The SQL exactly as the file has it; may be empty.</param>
/// <param name="StartLine">The line of the file on which the text begins, counted from 1.</param>
/// <param name="StartOffset">Where the text begins in <see cref="Revision.Text"/>, in characters from 0.</param>
public sealed record SqlSection(string Text, int StartLine, int StartOffset);
