using System.Security.Cryptography;
using System.Text;

namespace SchemaMigrate.Sandbox;

/// <summary>
/// Data directories fresh from <c>initdb</c>, one for each installation, to be copied: a copy takes 0.1 s where initdb takes 0.5 to 1.
/// </summary>
internal sealed class TemplateCache(SandboxPaths paths, ServiceAccount account, TimeProvider timeProvider)
{
    // -N: nothing is worth flushing in a template. Segments of 1 MB keep the copy small. C collation is the one that every installation has.
    private static readonly string[] InitdbArguments =
        ["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--wal-segsize=1", "--no-sync", "--no-instructions"];

    private readonly LeaseStore leases = new(paths);

    /// <summary>A template: its data directory and the superuser's password in it.</summary>
    public sealed record Template(string Data, string Password);

    /// <summary>The template for an installation, made now when there is none.</summary>
    /// <exception cref="SandboxStartException">initdb failed.</exception>
    public async Task<Template> GetAsync(PostgresBinaries binaries, CancellationToken cancellationToken)
    {
        SandboxPaths.EnsurePrivate(paths.Cache);
        var key = string.Join('\n', [binaries.Directory, binaries.Version, .. InitdbArguments]);
        var path = Path.Combine(paths.Cache, $"{binaries.Version}-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..12]}");
        if (!Directory.Exists(path))
        {
            await BuildSite.BuildAsync(path, unfinished => MakeAsync(binaries, unfinished, cancellationToken), timeProvider, cancellationToken).ConfigureAwait(false);
        }

        return new Template(Path.Combine(path, "data"), await File.ReadAllTextAsync(Path.Combine(path, "password"), cancellationToken).ConfigureAwait(false));
    }

    private async Task MakeAsync(PostgresBinaries binaries, string target, CancellationToken cancellationToken)
    {
        var workshop = SandboxFolder.Choose(account, durable: false);
        var lease = new SandboxLease
        {
            Machine = Environment.MachineName,
            Folder = workshop.Root,
            Owner = ProcessIdentity.Current,
            Keep = false,
            Version = binaries.Version,
            StartedAt = timeProvider.GetUtcNow(),
        };
        leases.Write(lease);
        try
        {
            workshop.Create(account);
            var password = RandomNumberGenerator.GetHexString(48, lowercase: true);
            var passwordFile = Path.Combine(workshop.Root, "password");
            await File.WriteAllTextAsync(passwordFile, password, cancellationToken).ConfigureAwait(false);
            account.Own(passwordFile);
            var initdb = await ChildProcess.RunAsync(
                account.Command([binaries.Program("initdb")!, .. InitdbArguments, $"--pwfile={passwordFile}", $"--pgdata={workshop.Data}"]), workshop.Root, cancellationToken)
                .ConfigureAwait(false);
            if (initdb.ExitCode != 0)
            {
                throw new SandboxStartException($"initdb of PostgreSQL {binaries.Version} in {binaries.Directory} failed with exit code {initdb.ExitCode}.", initdb.Complaint);
            }

            SandboxPaths.EnsurePrivate(target);
            new FolderCopy().Run(workshop.Data, Path.Combine(target, "data"), cancellationToken);
            File.Copy(passwordFile, Path.Combine(target, "password"));
        }
        finally
        {
            workshop.Delete();
            leases.Delete(lease);
        }
    }
}
