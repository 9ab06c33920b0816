using System.Reflection;

namespace SchemaMigrate.Tests.Architecture;

/// <summary>The types that a public type shows to its callers and heirs.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlySet<Type> Of(Type type)
    {
        var shown = new HashSet<Type>();
        Add(type.BaseType);
        Array.ForEach(type.GetInterfaces(), Add);
        foreach (var member in type.GetMembers(Declared))
        {
            switch (member)
            {
                case FieldInfo field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly:
                    Add(field.FieldType);
                    break;
                case MethodBase method when method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly:
                    Array.ForEach(method.GetParameters(), parameter => Add(parameter.ParameterType));
                    Add((method as MethodInfo)?.ReturnType);
                    break;
            }
        }

        return shown;

        void Add(Type? used)
        {
            if (used is null || used.IsGenericParameter)
            {
                return;
            }

            if (used.HasElementType)
            {
                Add(used.GetElementType());
                return;
            }

            shown.Add(used);
            Array.ForEach(used.GetGenericArguments(), Add);
        }
    }
}
