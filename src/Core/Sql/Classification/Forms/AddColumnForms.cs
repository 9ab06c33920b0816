namespace SchemaMigrate.Sql;

/// <summary>ADD COLUMN is harmless or a rewrite, depending on what comes with the column.</summary>
internal static class AddColumnForms
{
    public static IEnumerable<StatementForm> Of(QualifiedName table, SqlNode column)
    {
        yield return new StatementForm("AlterTable.AddColumn", "table", table);
        if (column["typeName"].TypeWord() is "serial" or "bigserial" or "smallserial" or "serial2" or "serial4" or "serial8")
        {
            yield return new StatementForm("AlterTable.AddColumn.Serial", "table", table);
        }

        foreach (var constraint in column.List("constraints"))
        {
            var form = constraint.Text("contype") switch
            {
                "CONSTR_DEFAULT" => DefaultVolatility.MayBeVolatile(constraint["raw_expr"]) ? "AlterTable.AddColumn.VolatileDefault" : null,
                "CONSTR_IDENTITY" => "AlterTable.AddColumn.Identity",
                "CONSTR_GENERATED" => constraint.Text("generated_kind") == "v" ? "AlterTable.AddColumn.Virtual" : "AlterTable.AddColumn.Stored",
                "CONSTR_CHECK" => "AlterTable.AddColumn.Check",
                "CONSTR_UNIQUE" or "CONSTR_PRIMARY" => "AlterTable.AddColumn.Unique",
                "CONSTR_NOTNULL" => "AlterTable.AddColumn.NotNull",
                _ => null,
            };
            if (constraint.Text("contype") == "CONSTR_FOREIGN")
            {
                yield return new StatementForm(
                    "AlterTable.AddColumn.ForeignKey", [("table", table), ("references", constraint["pktable"].RelationName()!.Value)]);
            }
            else if (form is not null)
            {
                yield return new StatementForm(form, "table", table);
            }
        }
    }
}
