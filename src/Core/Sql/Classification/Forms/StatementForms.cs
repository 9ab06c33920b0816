using System.Collections.Frozen;

namespace SchemaMigrate.Sql;

/// <summary>Finds the rows of the lock matrix that a statement is a case of. One reader per family of statements.</summary>
internal static class StatementForms
{
    private static readonly FrozenDictionary<string, Func<SqlNode, IEnumerable<StatementForm>>> Readers =
        new Dictionary<string, Func<SqlNode, IEnumerable<StatementForm>>>
        {
            ["SelectStmt"] = QueryForms.Query,
            ["InsertStmt"] = QueryForms.Query,
            ["UpdateStmt"] = QueryForms.Query,
            ["DeleteStmt"] = QueryForms.Query,
            ["MergeStmt"] = QueryForms.Query,
            ["CopyStmt"] = QueryForms.Copy,
            ["ExplainStmt"] = QueryForms.Explain,
            ["PrepareStmt"] = node => QueryForms.Query(node["query"]),
            ["DeclareCursorStmt"] = node => QueryForms.Query(node["query"]),
            ["CreateTableAsStmt"] = QueryForms.CreateAs,
            ["ViewStmt"] = QueryForms.View,
            ["RuleStmt"] = QueryForms.Rule,
            ["CreatePolicyStmt"] = QueryForms.Policy,
            ["AlterPolicyStmt"] = QueryForms.Policy,
            ["CreateFunctionStmt"] = QueryForms.Function,
            ["CreateStmt"] = TableForms.Create,
            ["CreateForeignTableStmt"] = node => TableForms.Create(node["base"].Exists ? node["base"] : node["base_stmt"]),
            ["AlterTableStmt"] = AlterTableForms.Alter,
            ["RenameStmt"] = TableForms.Rename,
            ["DropStmt"] = DropForms.Drop,
            ["TruncateStmt"] = TableForms.Truncate,
            ["LockStmt"] = TableForms.Lock,
            ["CreateTrigStmt"] = TableForms.Trigger,
            ["AlterObjectSchemaStmt"] = TableForms.SetSchema,
            ["CommentStmt"] = CommentForms.Comment,
            ["SecLabelStmt"] = CommentForms.Label,
            ["IndexStmt"] = IndexForms.Create,
            ["ReindexStmt"] = IndexForms.Reindex,
            ["ClusterStmt"] = MaintenanceForms.Cluster,
            ["VacuumStmt"] = MaintenanceForms.Vacuum,
            ["RefreshMatViewStmt"] = MaintenanceForms.Refresh,
            ["CreateStatsStmt"] = MaintenanceForms.Statistics,
            ["CreateSeqStmt"] = SequenceForms.Create,
            ["AlterSeqStmt"] = SequenceForms.Alter,
            ["GrantStmt"] = ObjectForms.Grant,
            ["CreatePublicationStmt"] = ObjectForms.Publication,
            ["AlterPublicationStmt"] = ObjectForms.Publication,
            ["CreateSubscriptionStmt"] = ObjectForms.CreateSubscription,
            ["AlterSubscriptionStmt"] = ObjectForms.AlterSubscription,
            ["AlterEnumStmt"] = ObjectForms.AlterEnum,
            ["AlterDomainStmt"] = ObjectForms.AlterDomain,
            ["AlterDatabaseStmt"] = ObjectForms.AlterDatabase,
            ["CreateSchemaStmt"] = ObjectForms.CreateSchema,
            ["DiscardStmt"] = ObjectForms.Discard,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<StatementForm> Of(SqlNode node) =>
        Readers.TryGetValue(node.Type, out var reader) ? reader(node) is var forms && forms is IReadOnlyList<StatementForm> list ? list : forms.ToList() : [new StatementForm(Plain(node))];

    /// <summary>Everything else is one row by its kind, or by its node type when it has no kind.</summary>
    private static string Plain(SqlNode node) => StatementKinds.Of(node) is var kind && kind == StatementKind.Other ? node.Type : kind.ToString();
}
