namespace SchemaMigrate.Backfills;

/// <summary>A backfill as the journal has it.</summary>
/// <param name="Status">What everybody may see.</param>
/// <param name="Facts">What it keeps to.</param>
/// <param name="OptionsVersion">Raised with each change of the options.</param>
/// <param name="Run">Identifies this start of the backfill.</param>
/// <param name="ResumedPass">The pass in which a person last resumed it; null when nobody did.</param>
internal sealed record BackfillJob(BackfillStatus Status, BackfillFacts Facts, int OptionsVersion, Guid Run, int? ResumedPass)
{
    internal string Name => Status.Name;
}
