namespace SchemaMigrate.Revisions;

/// <summary>What a target selector starts from.</summary>
public enum TargetSymbol
{
    /// <summary>Nothing named: <c>+2</c>, <c>-1</c> count from what is applied.</summary>
    Relative,

    /// <summary>The single head of the main line.</summary>
    Head,

    /// <summary>All heads, trailing ones included.</summary>
    Heads,

    /// <summary>The empty state, before any revision.</summary>
    Base,

    /// <summary>What is applied now.</summary>
    Current,

    /// <summary>A revision id or the beginning of one.</summary>
    Revision,
}
