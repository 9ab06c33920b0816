using System.Management.Automation;
using System.Reflection;

namespace SchemaMigrate.Cmdlets.Loading;

/// <summary>
/// PowerShell looks for type literals in the default load context only. Registered under their full names, the public types of Core can be
/// written as literals too: <c>[SchemaMigrate.Errors.MigrationException]</c> after <c>catch</c>, <c>-is</c>, parameter types.
/// </summary>
internal sealed class TypeAccelerators
{
    private readonly List<string> _names = [];

    private TypeAccelerators()
    {
    }

    /// <summary>The engine's table; not public, yet the documented way of PowerShellGet and others since version 3.</summary>
    private static Type Table { get; } =
        typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators", throwOnError: true)!;

    public static TypeAccelerators Register(Assembly assembly)
    {
        var result = new TypeAccelerators();
        var known = (IDictionary<string, Type>)Table.GetProperty("Get")!.GetValue(null)!;
        var add = Table.GetMethod("Add", [typeof(string), typeof(Type)])!.CreateDelegate<Action<string, Type>>();
        foreach (var type in assembly.GetExportedTypes())
        {
            if (IsWorthALiteral(type) && !known.ContainsKey(type.FullName!))
            {
                add(type.FullName!, type);
                result._names.Add(type.FullName!);
            }
        }

        return result;
    }

    public void Unregister()
    {
        var remove = Table.GetMethod("Remove", [typeof(string)])!.CreateDelegate<Func<string, bool>>();
        foreach (var name in _names)
        {
            remove(name);
        }
    }

    private static bool IsWorthALiteral(Type type) =>
        !type.IsNested && !type.IsGenericTypeDefinition && !(type.IsAbstract && type.IsSealed) && !typeof(Attribute).IsAssignableFrom(type);
}
