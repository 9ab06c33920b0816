using SchemaMigrate.Preflight;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Preflight;

/// <summary>What a server did for a statement, as far as its transaction shows: locks, rewritten relations and relations that were read, all since the transaction's begin.</summary>
internal sealed record ObservedStatement(ExaminedStatement Statement, IReadOnlyDictionary<string, LockMode> Locks, IReadOnlyList<string> Rewritten, IReadOnlyList<string> Read);
