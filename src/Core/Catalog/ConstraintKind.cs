namespace SchemaMigrate.Catalog;

/// <summary>What a constraint demands.</summary>
public enum ConstraintKind
{
    /// <summary>CHECK.</summary>
    Check,

    /// <summary>PRIMARY KEY.</summary>
    PrimaryKey,

    /// <summary>UNIQUE.</summary>
    Unique,

    /// <summary>FOREIGN KEY.</summary>
    ForeignKey,

    /// <summary>EXCLUDE.</summary>
    Exclusion,

    /// <summary>NOT NULL, which is a constraint with a name since PostgreSQL 18.</summary>
    NotNull,

    /// <summary>A constraint trigger.</summary>
    Trigger,
}
