using System.Reflection;
using System.Reflection.Emit;

namespace SchemaMigrate.Tests.Architecture;

/// <summary>Which types a compiled type uses, in signatures, attributes and method bodies.</summary>
internal static class TypeReferences
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Every type that a type mentions, without generic wrappers; nested types are asked for separately.</summary>
    public static IReadOnlySet<Type> Of(Type type)
    {
        var found = new HashSet<Type>();
        Add(type.BaseType);
        Array.ForEach(type.GetInterfaces(), Add);
        Attributes(type);
        foreach (var member in type.GetMembers(Declared))
        {
            Attributes(member);
            switch (member)
            {
                case FieldInfo field:
                    Add(field.FieldType);
                    break;
                case MethodBase method:
                    Array.ForEach(method.GetParameters(), parameter => Add(parameter.ParameterType));
                    Add((method as MethodInfo)?.ReturnType);
                    Body(method);
                    break;
            }
        }

        return found;

        void Attributes(MemberInfo member)
        {
            foreach (var attribute in member.GetCustomAttributesData())
            {
                Add(attribute.AttributeType);
            }
        }

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

            found.Add(used.IsGenericType ? used.GetGenericTypeDefinition() : used);
            Array.ForEach(used.GetGenericArguments(), Add);
        }

        void Body(MethodBase method)
        {
            if (method.GetMethodBody() is not { } body)
            {
                return;
            }

            foreach (var local in body.LocalVariables)
            {
                Add(local.LocalType);
            }

            foreach (var member in Members(method, body.GetILAsByteArray()!))
            {
                Add(member as Type ?? member.DeclaringType);
                if (member is MethodInfo { IsGenericMethod: true } generic)
                {
                    Array.ForEach(generic.GetGenericArguments(), Add);
                }
            }
        }
    }

    /// <summary>The methods that a method calls.</summary>
    public static IEnumerable<MethodBase> CallsOf(MethodBase method) =>
        method.GetMethodBody()?.GetILAsByteArray() is { } code ? Members(method, code).OfType<MethodBase>() : [];

    /// <summary>The types and members that the instructions of a method name.</summary>
    private static IEnumerable<MemberInfo> Members(MethodBase method, byte[] code)
    {
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var position = 0; position < code.Length;)
        {
            short value = code[position++];
            if (value == 0xFE)
            {
                value = (short)(0xFE00 | code[position++]);
            }

            var operand = OpCodesByValue[value].OperandType;
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, position), typeArguments, methodArguments)!;
            }

            position += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, position)),
                _ => 4,
            };
        }
    }
}
