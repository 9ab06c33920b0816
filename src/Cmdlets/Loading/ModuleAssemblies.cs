using System.Reflection;
using System.Runtime.Loader;

namespace SchemaMigrate.Cmdlets.Loading;

/// <summary>
/// Makes Core reachable for this assembly while at least one runspace has the module. Everything here is per process, and several
/// runspaces import and remove at the same time, hence the count and the lock.
/// </summary>
internal static class ModuleAssemblies
{
    private const string CoreName = "SchemaMigrate.Core";
    private static readonly object Gate = new();
    private static int _users;
    private static DependencyLoadContext? _dependencies;
    private static TypeAccelerators? _accelerators;

    public static void Acquire()
    {
        lock (Gate)
        {
            if (_users++ > 0)
            {
                return;
            }

            AssemblyLoadContext.Default.Resolving += ResolveCore;
            _accelerators = TypeAccelerators.Register(Assembly.Load(CoreName));
        }
    }

    public static void Release()
    {
        lock (Gate)
        {
            if (_users == 0 || --_users > 0)
            {
                return;
            }

            _accelerators?.Unregister();
            _accelerators = null;
            AssemblyLoadContext.Default.Resolving -= ResolveCore;
        }
    }

    /// <summary>Answers for Core alone: an answer for every file of our folder would hand our Npgsql to other modules' code.</summary>
    private static Assembly? ResolveCore(AssemblyLoadContext context, AssemblyName name)
    {
        if (name.Name != CoreName)
        {
            return null;
        }

        lock (Gate)
        {
            _dependencies ??= new DependencyLoadContext(
                Path.Combine(Path.GetDirectoryName(typeof(ModuleAssemblies).Assembly.Location)!, "dependencies"));
            return _dependencies.LoadFromAssemblyName(name);
        }
    }
}
