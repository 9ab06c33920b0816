namespace SchemaMigrate.Planning;

/// <summary>
/// How a plan comes about: first the state of the database tells which gates are on the way, then their facts are read, then the plan is
/// made. Whoever runs a plan does all three under the run lock.
/// </summary>
/// <param name="Ask">Tells from the state what must be read for the gates.</param>
/// <param name="Make">Makes the plan from the state and what was read.</param>
public sealed record PlanMaker(
    Func<DatabaseState, GateQuestions> Ask, Func<DatabaseState, GateFacts, CancellationToken, Task<Plan>> Make)
{
    /// <summary>For plans that no gate concerns, such as the way back.</summary>
    /// <param name="make">Makes the plan from the state.</param>
    public static PlanMaker WithoutGates(Func<DatabaseState, CancellationToken, Task<Plan>> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        return new PlanMaker(_ => GateQuestions.None, (state, _, token) => make(state, token));
    }
}
