using System.Management.Automation;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Cmdlets.Loading;

/// <summary>
/// PowerShell looks for type literals in the default load context only. Registered under their full names, the public types of Core can be
/// written as literals too: <c>[SchemaMigrate.Errors.MigrationException]</c> after <c>catch</c>, after <c>-is</c>, as a parameter's type.
/// The table is one for the process, and several runspaces import and remove at the same time: hence the count and the lock.
/// </summary>
internal static class TypeAccelerators
{
    private static readonly object Gate = new();
    private static readonly List<string> Registered = [];
    private static int _users;

    /// <summary>The engine's table. Not public, yet what modules have used for this since PowerShell 3.</summary>
    private static Type Table { get; } =
        typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators", throwOnError: true)!;

    /// <summary>Registers the types for the first runspace that imports the module.</summary>
    public static void Acquire()
    {
        lock (Gate)
        {
            if (_users++ == 0)
            {
                Register();
            }
        }
    }

    /// <summary>Takes them back when the last runspace removes it.</summary>
    public static void Release()
    {
        lock (Gate)
        {
            if (_users > 0 && --_users == 0)
            {
                var remove = Table.GetMethod("Remove", [typeof(string)])!.CreateDelegate<Func<string, bool>>();
                Registered.ForEach(name => remove(name));
                Registered.Clear();
            }
        }
    }

    private static void Register()
    {
        var known = (IDictionary<string, Type>)Table.GetProperty("Get")!.GetValue(null)!;
        var add = Table.GetMethod("Add", [typeof(string), typeof(Type)])!.CreateDelegate<Action<string, Type>>();
        foreach (var type in typeof(MigrationException).Assembly.GetExportedTypes())
        {
            if (IsWorthALiteral(type) && !known.ContainsKey(type.FullName!))
            {
                add(type.FullName!, type);
                Registered.Add(type.FullName!);
            }
        }
    }

    private static bool IsWorthALiteral(Type type) =>
        !type.IsNested && !type.IsGenericTypeDefinition && !typeof(Attribute).IsAssignableFrom(type);
}
