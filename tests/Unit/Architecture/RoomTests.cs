using System.Reflection;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Tests.Architecture;

/// <summary>Who may use whom. A room uses the rooms that are named for it and no others.</summary>
public class RoomTests
{
    private static readonly Assembly Core = typeof(ErrorTable).Assembly;
    private static readonly Assembly Cmdlets = typeof(SchemaMigrate.Cmdlets.StartMigrationSandboxCommand).Assembly;

    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Errors"] = [],
        ["Sql"] = ["Errors"],
        ["Connections"] = ["Errors", "Sql"],
        ["Sandbox"] = ["Errors", "Sql", "Connections"],
        ["Operations"] = ["Errors", "Sql", "Connections"],
        ["Revisions"] = ["Errors", "Sql", "Connections", "Operations"],
        ["Projects"] = ["Errors", "Sql", "Connections", "Revisions"],
        ["Catalog"] = ["Errors", "Sql", "Connections"],
        ["Backfills"] = ["Errors", "Sql", "Connections", "Catalog"],
        ["Planning"] = ["Errors", "Sql", "Connections", "Operations", "Revisions", "Catalog"],
        ["Preflight"] = ["Projects", "Errors", "Sql", "Connections", "Operations", "Revisions", "Catalog", "Planning", "Sandbox"],
        ["Execution"] = ["Errors", "Sql", "Connections", "Operations", "Revisions", "Catalog", "Planning", "Backfills"],
        ["Fleet"] = ["Errors", "Sql", "Connections", "Operations", "Revisions", "Catalog", "Planning", "Backfills", "Preflight", "Execution"],
        ["Reporting"] = ["Errors", "Sql", "Connections", "Operations", "Revisions", "Catalog", "Planning", "Backfills", "Preflight", "Execution", "Fleet"],
    };

    [Fact]
    public void Every_room_is_known()
    {
        var rooms = Core.GetTypes().Select(Room).OfType<string>().Distinct().Order(StringComparer.Ordinal);

        Assert.Empty(rooms.Except(MayUse.Keys, StringComparer.Ordinal));
        Assert.DoesNotContain(Core.GetTypes(), type => type is { Namespace: "SchemaMigrate" or null, IsNested: false } && !IsGenerated(type));
    }

    [Fact]
    public void No_room_uses_a_room_that_it_may_not_use()
    {
        var broken =
            from type in Core.GetTypes()
            let room = Room(type)
            where room is not null
            from used in TypeReferences.Of(type)
            let other = used.Assembly == Core ? Room(used) : null
            where other is not null && other != room && !MayUse[room].Contains(other)
            select $"{room} uses {other}: {type.FullName} uses {used.FullName}";

        Assert.Empty(broken.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_reader_of_references_sees_into_method_bodies()
    {
        var used = Core.GetTypes().Where(type => Room(type) == "Execution").SelectMany(TypeReferences.Of).Where(type => type.Assembly == Core).Select(Room).ToHashSet();

        // Planning only in signatures would be seen by anything; EmbeddedSql is called inside of asynchronous methods only.
        Assert.Contains("Planning", used);
        Assert.Contains(
            Core.GetType("SchemaMigrate.Connections.EmbeddedSql"),
            Core.GetTypes().Where(type => type.FullName!.StartsWith("SchemaMigrate.Execution.RunLock", StringComparison.Ordinal)).SelectMany(TypeReferences.Of));
    }

    [Fact]
    public void Rules_of_what_is_pure_are_kept()
    {
        // None of these rooms opens a connection or reads a clock, but for the writer of new revision files: facts come in as data.
        string[] pure = ["Sql", "Operations", "Revisions", "Planning"];
        var broken =
            from type in Core.GetTypes()
            where pure.Contains(Room(type))
            from used in TypeReferences.Of(type)
            where used.Assembly.GetName().Name == "Npgsql" || used == typeof(SchemaMigrate.Connections.DatabaseSession) || (used == typeof(TimeProvider) && Room(type) != "Revisions")
            select $"{type.FullName} uses {used.FullName}";

        Assert.Empty(broken.Distinct());
    }

    [Fact]
    public void Nobody_reads_the_clock_past_the_time_provider()
    {
        var clocks = new[] { "get_Now", "get_UtcNow", "get_Today" };
        var broken =
            from type in Core.GetTypes().Concat(Cmdlets.GetTypes())
            from method in type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).OfType<MethodBase>()
            from called in TypeReferences.CallsOf(method)
            where called.DeclaringType is { } declaring && (declaring == typeof(DateTime) || declaring == typeof(DateTimeOffset)) && clocks.Contains(called.Name)
            select $"{type.FullName}.{method.Name}";

        Assert.Empty(broken);
    }

    [Fact]
    public void The_public_surface_of_Core_shows_types_of_the_runtime_and_its_own_only()
    {
        var foreign =
            from type in Core.GetExportedTypes()
            from shown in PublicSurface.Of(type)
            let assembly = shown.Assembly
            where assembly != Core && assembly.GetName().Name is { } name && !name.StartsWith("System.", StringComparison.Ordinal) && name != "netstandard"
            select $"{type.FullName} shows {shown.FullName}";

        Assert.Empty(foreign.Distinct());
    }

    [Fact]
    public void PowerShell_is_in_Cmdlets_only_and_the_driver_in_Core_only()
    {
        Assert.DoesNotContain(Core.GetReferencedAssemblies(), name => name.Name is "System.Management.Automation" or "SchemaMigrate.Cmdlets");
        Assert.DoesNotContain(Cmdlets.GetReferencedAssemblies(), name => name.Name is "Npgsql" or "Wasmtime.Dotnet");
        Assert.Contains(Cmdlets.GetReferencedAssemblies(), name => name.Name == "System.Management.Automation");
    }

    [Fact]
    public void No_cmdlet_type_derives_from_or_implements_a_type_of_Core()
    {
        var broken = Cmdlets.GetTypes().Where(type => type.BaseType?.Assembly == Core || type.GetInterfaces().Any(implemented => implemented.Assembly == Core));

        Assert.Empty(broken.Select(type => type.FullName));
    }

    private static string? Room(Type type)
    {
        var outer = type;
        while (outer.DeclaringType is { } declaring)
        {
            outer = declaring;
        }

        return outer.Namespace?.Split('.') is ["SchemaMigrate", var room, ..] ? room : null;
    }

    private static bool IsGenerated(Type type) =>
        type.Name.StartsWith('<') || type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false);
}
