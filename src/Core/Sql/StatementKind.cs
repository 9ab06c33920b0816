namespace SchemaMigrate.Sql;

/// <summary>What a statement does, as its command tag would say it.</summary>
public enum StatementKind
{
    /// <summary>A kind that this version does not name; <see cref="SqlStatement.Node"/> tells its type.</summary>
    Other = 0,
    /// <summary>SELECT, VALUES or TABLE, without INTO.</summary>
    Select,
    /// <summary>INSERT.</summary>
    Insert,
    /// <summary>UPDATE.</summary>
    Update,
    /// <summary>DELETE.</summary>
    Delete,
    /// <summary>MERGE.</summary>
    Merge,
    /// <summary>TRUNCATE.</summary>
    Truncate,
    /// <summary>COPY.</summary>
    Copy,
    /// <summary>CALL.</summary>
    Call,
    /// <summary>DO: an anonymous code block.</summary>
    Do,
    /// <summary>EXPLAIN.</summary>
    Explain,
    /// <summary>SHOW.</summary>
    Show,
    /// <summary>CREATE TABLE.</summary>
    CreateTable,
    /// <summary>CREATE TABLE AS, or SELECT INTO.</summary>
    CreateTableAs,
    /// <summary>ALTER TABLE.</summary>
    AlterTable,
    /// <summary>DROP TABLE.</summary>
    DropTable,
    /// <summary>CREATE FOREIGN TABLE.</summary>
    CreateForeignTable,
    /// <summary>DROP FOREIGN TABLE.</summary>
    DropForeignTable,
    /// <summary>CREATE INDEX.</summary>
    CreateIndex,
    /// <summary>ALTER INDEX.</summary>
    AlterIndex,
    /// <summary>DROP INDEX.</summary>
    DropIndex,
    /// <summary>REINDEX.</summary>
    Reindex,
    /// <summary>CLUSTER.</summary>
    Cluster,
    /// <summary>VACUUM.</summary>
    Vacuum,
    /// <summary>ANALYZE.</summary>
    Analyze,
    /// <summary>CREATE VIEW.</summary>
    CreateView,
    /// <summary>ALTER VIEW.</summary>
    AlterView,
    /// <summary>DROP VIEW.</summary>
    DropView,
    /// <summary>CREATE MATERIALIZED VIEW.</summary>
    CreateMaterializedView,
    /// <summary>ALTER MATERIALIZED VIEW.</summary>
    AlterMaterializedView,
    /// <summary>REFRESH MATERIALIZED VIEW.</summary>
    RefreshMaterializedView,
    /// <summary>DROP MATERIALIZED VIEW.</summary>
    DropMaterializedView,
    /// <summary>CREATE SEQUENCE.</summary>
    CreateSequence,
    /// <summary>ALTER SEQUENCE.</summary>
    AlterSequence,
    /// <summary>DROP SEQUENCE.</summary>
    DropSequence,
    /// <summary>CREATE SCHEMA.</summary>
    CreateSchema,
    /// <summary>ALTER SCHEMA.</summary>
    AlterSchema,
    /// <summary>DROP SCHEMA.</summary>
    DropSchema,
    /// <summary>CREATE TYPE.</summary>
    CreateType,
    /// <summary>ALTER TYPE.</summary>
    AlterType,
    /// <summary>ALTER TYPE … ADD VALUE or RENAME VALUE.</summary>
    AlterEnum,
    /// <summary>DROP TYPE.</summary>
    DropType,
    /// <summary>CREATE DOMAIN.</summary>
    CreateDomain,
    /// <summary>ALTER DOMAIN.</summary>
    AlterDomain,
    /// <summary>DROP DOMAIN.</summary>
    DropDomain,
    /// <summary>CREATE FUNCTION.</summary>
    CreateFunction,
    /// <summary>ALTER FUNCTION.</summary>
    AlterFunction,
    /// <summary>DROP FUNCTION.</summary>
    DropFunction,
    /// <summary>CREATE PROCEDURE.</summary>
    CreateProcedure,
    /// <summary>DROP PROCEDURE.</summary>
    DropProcedure,
    /// <summary>DROP ROUTINE.</summary>
    DropRoutine,
    /// <summary>CREATE AGGREGATE.</summary>
    CreateAggregate,
    /// <summary>DROP AGGREGATE.</summary>
    DropAggregate,
    /// <summary>CREATE TRIGGER.</summary>
    CreateTrigger,
    /// <summary>ALTER TRIGGER.</summary>
    AlterTrigger,
    /// <summary>DROP TRIGGER.</summary>
    DropTrigger,
    /// <summary>CREATE EVENT TRIGGER.</summary>
    CreateEventTrigger,
    /// <summary>ALTER EVENT TRIGGER.</summary>
    AlterEventTrigger,
    /// <summary>DROP EVENT TRIGGER.</summary>
    DropEventTrigger,
    /// <summary>CREATE RULE.</summary>
    CreateRule,
    /// <summary>DROP RULE.</summary>
    DropRule,
    /// <summary>CREATE POLICY.</summary>
    CreatePolicy,
    /// <summary>ALTER POLICY.</summary>
    AlterPolicy,
    /// <summary>DROP POLICY.</summary>
    DropPolicy,
    /// <summary>CREATE STATISTICS.</summary>
    CreateStatistics,
    /// <summary>ALTER STATISTICS.</summary>
    AlterStatistics,
    /// <summary>DROP STATISTICS.</summary>
    DropStatistics,
    /// <summary>CREATE EXTENSION.</summary>
    CreateExtension,
    /// <summary>ALTER EXTENSION.</summary>
    AlterExtension,
    /// <summary>DROP EXTENSION.</summary>
    DropExtension,
    /// <summary>CREATE ROLE.</summary>
    CreateRole,
    /// <summary>ALTER ROLE.</summary>
    AlterRole,
    /// <summary>DROP ROLE.</summary>
    DropRole,
    /// <summary>GRANT.</summary>
    Grant,
    /// <summary>REVOKE.</summary>
    Revoke,
    /// <summary>ALTER DEFAULT PRIVILEGES.</summary>
    AlterDefaultPrivileges,
    /// <summary>REASSIGN OWNED.</summary>
    ReassignOwned,
    /// <summary>DROP OWNED.</summary>
    DropOwned,
    /// <summary>CREATE DATABASE.</summary>
    CreateDatabase,
    /// <summary>ALTER DATABASE.</summary>
    AlterDatabase,
    /// <summary>DROP DATABASE.</summary>
    DropDatabase,
    /// <summary>CREATE TABLESPACE.</summary>
    CreateTablespace,
    /// <summary>ALTER TABLESPACE.</summary>
    AlterTablespace,
    /// <summary>DROP TABLESPACE.</summary>
    DropTablespace,
    /// <summary>ALTER SYSTEM.</summary>
    AlterSystem,
    /// <summary>CREATE PUBLICATION.</summary>
    CreatePublication,
    /// <summary>ALTER PUBLICATION.</summary>
    AlterPublication,
    /// <summary>DROP PUBLICATION.</summary>
    DropPublication,
    /// <summary>CREATE SUBSCRIPTION.</summary>
    CreateSubscription,
    /// <summary>ALTER SUBSCRIPTION.</summary>
    AlterSubscription,
    /// <summary>DROP SUBSCRIPTION.</summary>
    DropSubscription,
    /// <summary>CREATE FOREIGN DATA WRAPPER.</summary>
    CreateForeignDataWrapper,
    /// <summary>ALTER FOREIGN DATA WRAPPER.</summary>
    AlterForeignDataWrapper,
    /// <summary>DROP FOREIGN DATA WRAPPER.</summary>
    DropForeignDataWrapper,
    /// <summary>CREATE SERVER.</summary>
    CreateServer,
    /// <summary>ALTER SERVER.</summary>
    AlterServer,
    /// <summary>DROP SERVER.</summary>
    DropServer,
    /// <summary>CREATE USER MAPPING.</summary>
    CreateUserMapping,
    /// <summary>ALTER USER MAPPING.</summary>
    AlterUserMapping,
    /// <summary>DROP USER MAPPING.</summary>
    DropUserMapping,
    /// <summary>IMPORT FOREIGN SCHEMA.</summary>
    ImportForeignSchema,
    /// <summary>CREATE CAST.</summary>
    CreateCast,
    /// <summary>DROP CAST.</summary>
    DropCast,
    /// <summary>CREATE COLLATION.</summary>
    CreateCollation,
    /// <summary>ALTER COLLATION.</summary>
    AlterCollation,
    /// <summary>DROP COLLATION.</summary>
    DropCollation,
    /// <summary>CREATE CONVERSION.</summary>
    CreateConversion,
    /// <summary>DROP CONVERSION.</summary>
    DropConversion,
    /// <summary>CREATE OPERATOR.</summary>
    CreateOperator,
    /// <summary>ALTER OPERATOR.</summary>
    AlterOperator,
    /// <summary>DROP OPERATOR.</summary>
    DropOperator,
    /// <summary>CREATE OPERATOR CLASS.</summary>
    CreateOperatorClass,
    /// <summary>CREATE OPERATOR FAMILY.</summary>
    CreateOperatorFamily,
    /// <summary>ALTER OPERATOR FAMILY.</summary>
    AlterOperatorFamily,
    /// <summary>DROP OPERATOR CLASS.</summary>
    DropOperatorClass,
    /// <summary>DROP OPERATOR FAMILY.</summary>
    DropOperatorFamily,
    /// <summary>CREATE LANGUAGE.</summary>
    CreateLanguage,
    /// <summary>DROP LANGUAGE.</summary>
    DropLanguage,
    /// <summary>CREATE TRANSFORM.</summary>
    CreateTransform,
    /// <summary>DROP TRANSFORM.</summary>
    DropTransform,
    /// <summary>CREATE ACCESS METHOD.</summary>
    CreateAccessMethod,
    /// <summary>DROP ACCESS METHOD.</summary>
    DropAccessMethod,
    /// <summary>CREATE TEXT SEARCH CONFIGURATION, DICTIONARY, PARSER or TEMPLATE.</summary>
    CreateTextSearch,
    /// <summary>ALTER TEXT SEARCH.</summary>
    AlterTextSearch,
    /// <summary>DROP TEXT SEARCH.</summary>
    DropTextSearch,
    /// <summary>COMMENT.</summary>
    Comment,
    /// <summary>SECURITY LABEL.</summary>
    SecurityLabel,
    /// <summary>LOCK TABLE.</summary>
    LockTable,
    /// <summary>SET.</summary>
    Set,
    /// <summary>RESET.</summary>
    Reset,
    /// <summary>DISCARD.</summary>
    Discard,
    /// <summary>SET CONSTRAINTS.</summary>
    SetConstraints,
    /// <summary>LISTEN.</summary>
    Listen,
    /// <summary>UNLISTEN.</summary>
    Unlisten,
    /// <summary>NOTIFY.</summary>
    Notify,
    /// <summary>LOAD.</summary>
    Load,
    /// <summary>CHECKPOINT.</summary>
    Checkpoint,
    /// <summary>PREPARE.</summary>
    Prepare,
    /// <summary>EXECUTE.</summary>
    Execute,
    /// <summary>DEALLOCATE.</summary>
    Deallocate,
    /// <summary>DECLARE CURSOR.</summary>
    DeclareCursor,
    /// <summary>FETCH or MOVE.</summary>
    Fetch,
    /// <summary>CLOSE of a cursor.</summary>
    ClosePortal,
    /// <summary>BEGIN, COMMIT, ROLLBACK, SAVEPOINT and their kin.</summary>
    Transaction,
}
