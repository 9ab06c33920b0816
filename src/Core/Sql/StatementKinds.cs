using System.Collections.Frozen;

namespace SchemaMigrate.Sql;

/// <summary>Reads the <see cref="StatementKind"/> off a statement's node.</summary>
internal static class StatementKinds
{
    /// <summary>Node types that are one kind each.</summary>
    private static readonly FrozenDictionary<string, StatementKind> ByType = new Dictionary<string, StatementKind>
    {
        ["SelectStmt"] = StatementKind.Select,
        ["InsertStmt"] = StatementKind.Insert,
        ["UpdateStmt"] = StatementKind.Update,
        ["DeleteStmt"] = StatementKind.Delete,
        ["MergeStmt"] = StatementKind.Merge,
        ["TruncateStmt"] = StatementKind.Truncate,
        ["CopyStmt"] = StatementKind.Copy,
        ["CallStmt"] = StatementKind.Call,
        ["DoStmt"] = StatementKind.Do,
        ["ExplainStmt"] = StatementKind.Explain,
        ["VariableShowStmt"] = StatementKind.Show,
        ["CreateStmt"] = StatementKind.CreateTable,
        ["CreateForeignTableStmt"] = StatementKind.CreateForeignTable,
        ["IndexStmt"] = StatementKind.CreateIndex,
        ["ReindexStmt"] = StatementKind.Reindex,
        ["ClusterStmt"] = StatementKind.Cluster,
        ["ViewStmt"] = StatementKind.CreateView,
        ["RefreshMatViewStmt"] = StatementKind.RefreshMaterializedView,
        ["CreateSeqStmt"] = StatementKind.CreateSequence,
        ["AlterSeqStmt"] = StatementKind.AlterSequence,
        ["CreateSchemaStmt"] = StatementKind.CreateSchema,
        ["CompositeTypeStmt"] = StatementKind.CreateType,
        ["CreateEnumStmt"] = StatementKind.CreateType,
        ["CreateRangeStmt"] = StatementKind.CreateType,
        ["AlterTypeStmt"] = StatementKind.AlterType,
        ["AlterEnumStmt"] = StatementKind.AlterEnum,
        ["CreateDomainStmt"] = StatementKind.CreateDomain,
        ["AlterDomainStmt"] = StatementKind.AlterDomain,
        ["AlterFunctionStmt"] = StatementKind.AlterFunction,
        ["CreateTrigStmt"] = StatementKind.CreateTrigger,
        ["CreateEventTrigStmt"] = StatementKind.CreateEventTrigger,
        ["AlterEventTrigStmt"] = StatementKind.AlterEventTrigger,
        ["RuleStmt"] = StatementKind.CreateRule,
        ["CreatePolicyStmt"] = StatementKind.CreatePolicy,
        ["AlterPolicyStmt"] = StatementKind.AlterPolicy,
        ["CreateStatsStmt"] = StatementKind.CreateStatistics,
        ["AlterStatsStmt"] = StatementKind.AlterStatistics,
        ["CreateExtensionStmt"] = StatementKind.CreateExtension,
        ["AlterExtensionStmt"] = StatementKind.AlterExtension,
        ["AlterExtensionContentsStmt"] = StatementKind.AlterExtension,
        ["CreateRoleStmt"] = StatementKind.CreateRole,
        ["AlterRoleStmt"] = StatementKind.AlterRole,
        ["AlterRoleSetStmt"] = StatementKind.AlterRole,
        ["DropRoleStmt"] = StatementKind.DropRole,
        ["AlterDefaultPrivilegesStmt"] = StatementKind.AlterDefaultPrivileges,
        ["ReassignOwnedStmt"] = StatementKind.ReassignOwned,
        ["DropOwnedStmt"] = StatementKind.DropOwned,
        ["CreatedbStmt"] = StatementKind.CreateDatabase,
        ["AlterDatabaseStmt"] = StatementKind.AlterDatabase,
        ["AlterDatabaseSetStmt"] = StatementKind.AlterDatabase,
        ["AlterDatabaseRefreshCollStmt"] = StatementKind.AlterDatabase,
        ["DropdbStmt"] = StatementKind.DropDatabase,
        ["CreateTableSpaceStmt"] = StatementKind.CreateTablespace,
        ["AlterTableSpaceOptionsStmt"] = StatementKind.AlterTablespace,
        ["DropTableSpaceStmt"] = StatementKind.DropTablespace,
        ["AlterSystemStmt"] = StatementKind.AlterSystem,
        ["CreatePublicationStmt"] = StatementKind.CreatePublication,
        ["AlterPublicationStmt"] = StatementKind.AlterPublication,
        ["CreateSubscriptionStmt"] = StatementKind.CreateSubscription,
        ["AlterSubscriptionStmt"] = StatementKind.AlterSubscription,
        ["DropSubscriptionStmt"] = StatementKind.DropSubscription,
        ["CreateFdwStmt"] = StatementKind.CreateForeignDataWrapper,
        ["AlterFdwStmt"] = StatementKind.AlterForeignDataWrapper,
        ["CreateForeignServerStmt"] = StatementKind.CreateServer,
        ["AlterForeignServerStmt"] = StatementKind.AlterServer,
        ["CreateUserMappingStmt"] = StatementKind.CreateUserMapping,
        ["AlterUserMappingStmt"] = StatementKind.AlterUserMapping,
        ["DropUserMappingStmt"] = StatementKind.DropUserMapping,
        ["ImportForeignSchemaStmt"] = StatementKind.ImportForeignSchema,
        ["CreateCastStmt"] = StatementKind.CreateCast,
        ["AlterCollationStmt"] = StatementKind.AlterCollation,
        ["CreateConversionStmt"] = StatementKind.CreateConversion,
        ["AlterOperatorStmt"] = StatementKind.AlterOperator,
        ["CreateOpClassStmt"] = StatementKind.CreateOperatorClass,
        ["CreateOpFamilyStmt"] = StatementKind.CreateOperatorFamily,
        ["AlterOpFamilyStmt"] = StatementKind.AlterOperatorFamily,
        ["CreatePLangStmt"] = StatementKind.CreateLanguage,
        ["CreateTransformStmt"] = StatementKind.CreateTransform,
        ["CreateAmStmt"] = StatementKind.CreateAccessMethod,
        ["AlterTSDictionaryStmt"] = StatementKind.AlterTextSearch,
        ["AlterTSConfigurationStmt"] = StatementKind.AlterTextSearch,
        ["CommentStmt"] = StatementKind.Comment,
        ["SecLabelStmt"] = StatementKind.SecurityLabel,
        ["LockStmt"] = StatementKind.LockTable,
        ["DiscardStmt"] = StatementKind.Discard,
        ["ConstraintsSetStmt"] = StatementKind.SetConstraints,
        ["ListenStmt"] = StatementKind.Listen,
        ["UnlistenStmt"] = StatementKind.Unlisten,
        ["NotifyStmt"] = StatementKind.Notify,
        ["LoadStmt"] = StatementKind.Load,
        ["CheckPointStmt"] = StatementKind.Checkpoint,
        ["PrepareStmt"] = StatementKind.Prepare,
        ["ExecuteStmt"] = StatementKind.Execute,
        ["DeallocateStmt"] = StatementKind.Deallocate,
        ["DeclareCursorStmt"] = StatementKind.DeclareCursor,
        ["FetchStmt"] = StatementKind.Fetch,
        ["ClosePortalStmt"] = StatementKind.ClosePortal,
        ["TransactionStmt"] = StatementKind.Transaction,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The last word of the statement kinds of an object type: <c>Table</c> in DropTable and AlterTable.</summary>
    private static readonly FrozenDictionary<string, string> ObjectWords = new Dictionary<string, string>
    {
        ["OBJECT_ACCESS_METHOD"] = "AccessMethod",
        ["OBJECT_AGGREGATE"] = "Aggregate",
        ["OBJECT_ATTRIBUTE"] = "Type",
        ["OBJECT_CAST"] = "Cast",
        ["OBJECT_COLLATION"] = "Collation",
        ["OBJECT_CONVERSION"] = "Conversion",
        ["OBJECT_DATABASE"] = "Database",
        ["OBJECT_DOMAIN"] = "Domain",
        ["OBJECT_DOMCONSTRAINT"] = "Domain",
        ["OBJECT_EVENT_TRIGGER"] = "EventTrigger",
        ["OBJECT_EXTENSION"] = "Extension",
        ["OBJECT_FDW"] = "ForeignDataWrapper",
        ["OBJECT_FOREIGN_SERVER"] = "Server",
        ["OBJECT_FOREIGN_TABLE"] = "ForeignTable",
        ["OBJECT_FUNCTION"] = "Function",
        ["OBJECT_INDEX"] = "Index",
        ["OBJECT_LANGUAGE"] = "Language",
        ["OBJECT_MATVIEW"] = "MaterializedView",
        ["OBJECT_OPCLASS"] = "OperatorClass",
        ["OBJECT_OPERATOR"] = "Operator",
        ["OBJECT_OPFAMILY"] = "OperatorFamily",
        ["OBJECT_POLICY"] = "Policy",
        ["OBJECT_PROCEDURE"] = "Procedure",
        ["OBJECT_PUBLICATION"] = "Publication",
        ["OBJECT_ROLE"] = "Role",
        ["OBJECT_ROUTINE"] = "Routine",
        ["OBJECT_RULE"] = "Rule",
        ["OBJECT_SCHEMA"] = "Schema",
        ["OBJECT_SEQUENCE"] = "Sequence",
        ["OBJECT_STATISTIC_EXT"] = "Statistics",
        ["OBJECT_SUBSCRIPTION"] = "Subscription",
        ["OBJECT_TABLE"] = "Table",
        ["OBJECT_TABCONSTRAINT"] = "Table",
        ["OBJECT_TABLESPACE"] = "Tablespace",
        ["OBJECT_TRANSFORM"] = "Transform",
        ["OBJECT_TRIGGER"] = "Trigger",
        ["OBJECT_TSCONFIGURATION"] = "TextSearch",
        ["OBJECT_TSDICTIONARY"] = "TextSearch",
        ["OBJECT_TSPARSER"] = "TextSearch",
        ["OBJECT_TSTEMPLATE"] = "TextSearch",
        ["OBJECT_TYPE"] = "Type",
        ["OBJECT_VIEW"] = "View",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, StatementKind> ByName =
        Enum.GetValues<StatementKind>().ToFrozenDictionary(kind => kind.ToString(), StringComparer.Ordinal);

    public static StatementKind Of(SqlNode node) => node.Type switch
    {
        "SelectStmt" => node.Has("intoClause") ? StatementKind.CreateTableAs : StatementKind.Select,
        "CreateTableAsStmt" => node.Text("objtype") == "OBJECT_MATVIEW" ? StatementKind.CreateMaterializedView : StatementKind.CreateTableAs,
        "VacuumStmt" => node.Flag("is_vacuumcmd") ? StatementKind.Vacuum : StatementKind.Analyze,
        "VariableSetStmt" => node.Text("kind") is "VAR_RESET" or "VAR_RESET_ALL" ? StatementKind.Reset : StatementKind.Set,
        "CreateFunctionStmt" => node.Flag("is_procedure") ? StatementKind.CreateProcedure : StatementKind.CreateFunction,
        "GrantStmt" or "GrantRoleStmt" => node.Flag("is_grant") ? StatementKind.Grant : StatementKind.Revoke,
        "AlterTableStmt" => OfObject("Alter", node.Text("objtype")),
        "AlterTableMoveAllStmt" => OfObject("Alter", node.Text("objtype")),
        "RenameStmt" => OfRename(node),
        "AlterObjectSchemaStmt" or "AlterOwnerStmt" or "AlterObjectDependsStmt" => OfObject("Alter", node.Text("objectType")),
        "DropStmt" => OfObject("Drop", node.Text("removeType")),
        "DefineStmt" => OfObject("Create", node.Text("kind")),
        var type => ByType.GetValueOrDefault(type),
    };

    private static StatementKind OfRename(SqlNode node) => node.Text("renameType") switch
    {
        "OBJECT_COLUMN" or "OBJECT_TABCONSTRAINT" => OfObject("Alter", node.Text("relationType") is "OBJECT_TABLE" or null ? "OBJECT_TABLE" : node.Text("relationType")),
        var type => OfObject("Alter", type),
    };

    private static StatementKind OfObject(string verb, string? objectType)
    {
        var word = objectType is null ? null : ObjectWords.GetValueOrDefault(objectType);
        if (word is null)
        {
            return StatementKind.Other;
        }

        return ByName.TryGetValue(verb + word, out var kind)
            ? kind
            // ALTER FOREIGN TABLE, ALTER PROCEDURE … have no member of their own: the nearest one.
            : word switch
            {
                "ForeignTable" => StatementKind.AlterTable,
                "Procedure" or "Routine" or "Aggregate" => StatementKind.AlterFunction,
                "Rule" => StatementKind.AlterTable,
                _ => StatementKind.Other,
            };
    }
}
