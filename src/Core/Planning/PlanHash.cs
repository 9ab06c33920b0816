using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SchemaMigrate.Planning;

/// <summary>The hashes of plans and steps. Fields are joined with their lengths, so that no two different lists hash alike.</summary>
internal static class PlanHash
{
    internal static string Of(
        PlanDirection direction, int serverMajor, string startingState, IReadOnlyList<PlannedRevision> revisions, IReadOnlyList<Step> steps,
        IReadOnlyList<RevisionGates> gates)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, direction.ToString());
        Append(hash, serverMajor.ToString(CultureInfo.InvariantCulture));
        Append(hash, startingState);
        foreach (var revision in revisions)
        {
            Append(hash, revision.Id);
            Append(hash, revision.SemanticChecksum);
        }

        foreach (var step in steps)
        {
            Append(hash, step.RevisionId);
            Append(hash, step.Ordinal.ToString(CultureInfo.InvariantCulture));
            Append(hash, step.Kind.ToString());
            Append(hash, step.Hash);
        }

        foreach (var verdict in gates.SelectMany(revision => revision.Verdicts))
        {
            Append(hash, verdict.RevisionId);
            Append(hash, verdict.Gate);
            Append(hash, verdict.Open ? "open" : "closed");
            Append(hash, verdict.Ignored ? "ignored" : "counts");
        }

        return Finish(hash);
    }

    internal static string OfStatements(StepKind kind, IEnumerable<string> statements)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, kind.ToString());
        foreach (var statement in statements)
        {
            Append(hash, statement);
        }

        return Finish(hash);
    }

    internal static string OfState(DatabaseState state)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var revision in state.Revisions.OrderBy(revision => revision.Id, StringComparer.Ordinal))
        {
            Append(hash, revision.Id);
            Append(hash, revision.RawChecksum);
            Append(hash, revision.State.ToString());
            foreach (var step in revision.Steps.OrderBy(step => step.Ordinal))
            {
                Append(hash, step.Ordinal.ToString(CultureInfo.InvariantCulture));
                Append(hash, step.State.ToString());
            }
        }

        return Finish(hash);
    }

    private static void Append(IncrementalHash hash, string field)
    {
        var bytes = Encoding.UTF8.GetBytes(field);
        hash.AppendData(Encoding.ASCII.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture) + ":"));
        hash.AppendData(bytes);
    }

    private static string Finish(IncrementalHash hash) => Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
}
