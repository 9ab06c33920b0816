namespace SchemaMigrate.Operations;

/// <summary>When a constraint is checked.</summary>
public enum ConstraintTiming
{
    /// <summary>NOT DEFERRABLE: after each statement, always.</summary>
    Immediate,

    /// <summary>DEFERRABLE INITIALLY IMMEDIATE: after each statement, unless a transaction defers it.</summary>
    Deferrable,

    /// <summary>DEFERRABLE INITIALLY DEFERRED: at commit, unless a transaction says otherwise.</summary>
    Deferred,
}
