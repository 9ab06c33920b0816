namespace SchemaMigrate.Preflight;

/// <summary>Who will run a source; hazards that the runner takes away do not exist there.</summary>
public enum SourceRunner
{
    /// <summary>
    /// The module's own runner: it sets lock_timeout and retries, gives statements that cannot run in a transaction a step of their own,
    /// commits new enum values before they are used, and journals each step.
    /// </summary>
    Module,

    /// <summary>
    /// Something else: psql, another migration tool. Written BEGIN and COMMIT count. Without them the source is taken to run in one
    /// transaction, as most tools do, unless a statement in it could not.
    /// </summary>
    Other,
}
