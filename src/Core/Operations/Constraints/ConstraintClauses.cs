namespace SchemaMigrate.Operations;

/// <summary>The SQL of what constraints have in common.</summary>
internal static class ConstraintClauses
{
    /// <summary>The clause, with a blank in front; nothing for what is the rule.</summary>
    public static string Clause(this ConstraintTiming timing) => timing switch
    {
        ConstraintTiming.Immediate => "",
        ConstraintTiming.Deferrable => " DEFERRABLE",
        ConstraintTiming.Deferred => " DEFERRABLE INITIALLY DEFERRED",
        _ => throw new ArgumentOutOfRangeException(nameof(timing), timing, null),
    };

    /// <summary>The argument of a cmdlet; null for what is the rule.</summary>
    public static string? Script(this ConstraintTiming timing) => timing == ConstraintTiming.Immediate ? null : timing.ToString();

    /// <summary>The clause, with a blank in front; nothing for what is the rule.</summary>
    /// <param name="action">The action.</param>
    /// <param name="trigger"><c>DELETE</c> or <c>UPDATE</c>.</param>
    public static string Clause(this ReferentialAction action, string trigger) => action switch
    {
        ReferentialAction.NoAction => "",
        ReferentialAction.Restrict => $" ON {trigger} RESTRICT",
        ReferentialAction.Cascade => $" ON {trigger} CASCADE",
        ReferentialAction.SetNull => $" ON {trigger} SET NULL",
        ReferentialAction.SetDefault => $" ON {trigger} SET DEFAULT",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };

    /// <summary>The argument of a cmdlet; null for what is the rule.</summary>
    public static string? Script(this ReferentialAction action) => action == ReferentialAction.NoAction ? null : action.ToString();
}
