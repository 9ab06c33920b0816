using System.Management.Automation;
using SchemaMigrate.Cmdlets.Input;
using SchemaMigrate.Cmdlets.Pipeline;
using SchemaMigrate.Errors;
using SchemaMigrate.Preflight;

namespace SchemaMigrate.Cmdlets;

/// <summary>Lists the rules of Test-MigrationPreflight with what they warn of, why, and what to do instead.</summary>
[Cmdlet(VerbsCommon.Get, "MigrationRule")]
[OutputType(typeof(RuleMetadata))]
public sealed class GetMigrationRuleCommand : MigrationCmdlet
{
    /// <summary>Only these rules; wildcards may be used. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RuleId")]
    [TextOf("RuleId", "Id")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RuleCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = ["*"];

    /// <summary>Only rules whose findings have one of these severities unless a project says otherwise.</summary>
    [Parameter]
    public Severity[]? Severity { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var id in Id)
        {
            var pattern = new WildcardPattern(id, WildcardOptions.IgnoreCase);
            var found = RuleCatalog.Rules.Where(rule => pattern.IsMatch(rule.Id)).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(id))
            {
                WriteFailure(new MigrationException(PreflightErrors.RuleUnknown, $"There is no rule '{id}'.") { Target = id });
            }

            foreach (var rule in found.Where(rule => Severity is null || Severity.Contains(rule.Severity)))
            {
                WriteObject(rule);
            }
        }
    }
}
