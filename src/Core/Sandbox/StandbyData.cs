using System.Globalization;
using Npgsql;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Sandbox;

/// <summary>
/// The data directory of a standby, copied from its running primary (manual, section 26.3.3). pg_basebackup would do the same, but the npm packages do not
/// have it.
/// </summary>
internal static class StandbyData
{
    // Folders whose content belongs to the running primary and is made anew or streamed.
    private static readonly string[] Emptied = ["pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans"];

    /// <summary>The primary's options with what makes a server follow it.</summary>
    public static SandboxOptions Follow(SandboxOptions options, SandboxLease primary, string slot)
    {
        // The password is of hex digits; only the folder could need its quotes.
        var host = primary.Port is null ? primary.Folder : "127.0.0.1";
        var port = (primary.Port ?? SandboxLease.SocketPort).ToString(CultureInfo.InvariantCulture);
        var password = primary.Password is null ? "" : $" password={primary.Password}";
        return options with
        {
            Settings = new Dictionary<string, string>(options.Settings, StringComparer.OrdinalIgnoreCase)
            {
                ["primary_conninfo"] = $"host='{host}' port={port} user=postgres application_name={slot}{password}",
                ["primary_slot_name"] = slot,
            },
        };
    }

    /// <summary>Copies the primary's data.</summary>
    /// <param name="primary">The primary's connection string.</param>
    /// <param name="source">The primary's data directory.</param>
    /// <param name="target">The standby's folder, made but empty.</param>
    /// <param name="account">Who shall own the copy.</param>
    /// <param name="slot">The replication slot to make on the primary, so that it keeps what the standby still needs.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    /// <exception cref="MigrationException"><see cref="SandboxErrors.SandboxStandbyUnsupported"/>.</exception>
    public static async Task CopyAsync(
        string primary, string source, SandboxFolder target, ServiceAccount account, string slot, CancellationToken cancellationToken)
    {
        // The backup belongs to the session that began it, and is given up when that ends: so no session of a pool.
        await using var connection = new NpgsqlConnection(primary + ";Pooling=false");
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (connection.PostgreSqlVersion.Major < 15 || connection.PostgresParameters.GetValueOrDefault("in_hot_standby") == "on")
        {
            throw new MigrationException(
                SandboxErrors.SandboxStandbyUnsupported, $"PostgreSQL {connection.PostgreSqlVersion} is older than 15 or itself a standby.");
        }

        if (await ScalarAsync("SHOW wal_level").ConfigureAwait(false) == "minimal")
        {
            throw new MigrationException(SandboxErrors.SandboxStandbyUnsupported, "The server runs with wal_level = minimal and cannot stream.");
        }

        await ScalarAsync("SELECT pg_create_physical_replication_slot($1, immediately_reserve => true)::text", slot).ConfigureAwait(false);
        await ScalarAsync("SELECT pg_backup_start($1, fast => true)::text", slot).ConfigureAwait(false);
        new FolderCopy(account).Run(source, target.Data, cancellationToken);
        var label = await ScalarAsync("SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)").ConfigureAwait(false);

        File.Delete(Path.Combine(target.Data, "postmaster.pid"));
        File.Delete(Path.Combine(target.Data, "postmaster.opts"));
        foreach (var folder in Emptied.Select(name => new DirectoryInfo(Path.Combine(target.Data, name))).SelectMany(folder => folder.EnumerateFileSystemInfos()))
        {
            if (folder is DirectoryInfo subfolder)
            {
                subfolder.Delete(recursive: true);
            }
            else
            {
                folder.Delete();
            }
        }

        Write("backup_label", label!);
        Write("standby.signal", "");

        async Task<string?> ScalarAsync(string sql, params string[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
            {
                command.Parameters.AddWithValue(value);
            }

            return Convert.ToString(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);
        }

        void Write(string name, string text)
        {
            var file = Path.Combine(target.Data, name);
            File.WriteAllText(file, text);
            account.Own(file);
        }
    }
}
