using System.Globalization;
using System.Text;

namespace SchemaMigrate.Bench.Preflight;

/// <summary>Migrations as people write them: tables with keys and checks, safe and unsafe changes, data, functions, comments.</summary>
internal static class MigrationText
{
    public static string OfSize(int bytes)
    {
        var text = new StringBuilder(bytes + 4096);
        for (var number = 0; text.Length < bytes; number++)
        {
            Append(text, number);
        }

        return text.ToString();
    }

    public static string Small(int number)
    {
        var text = new StringBuilder();
        Append(text, number);
        return text.ToString();
    }

    private static void Append(StringBuilder text, int n) => text.Append(CultureInfo.InvariantCulture, $"""
        -- orders of region {n}: they were kept by hand before
        CREATE TABLE app.orders_{n} (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            customer_id bigint NOT NULL REFERENCES app.customers (id),
            amount numeric(12, 2) NOT NULL CHECK (amount >= 0),
            status text NOT NULL DEFAULT 'new',
            placed timestamptz NOT NULL DEFAULT now(),
            note varchar(200)
        );
        CREATE INDEX orders_{n}_customer ON app.orders_{n} (customer_id);
        COMMENT ON TABLE app.orders_{n} IS 'Orders of region {n}';
        ALTER TABLE app.customers ADD COLUMN region_{n} integer;
        ALTER TABLE app.customers ADD CONSTRAINT region_{n}_positive CHECK (region_{n} > 0) NOT VALID;
        ALTER TABLE app.customers VALIDATE CONSTRAINT region_{n}_positive;
        CREATE INDEX CONCURRENTLY customers_region_{n} ON app.customers (region_{n}) WHERE region_{n} IS NOT NULL;
        UPDATE app.customers SET region_{n} = {n} WHERE region_{n} IS NULL AND country = 'DE';
        INSERT INTO app.regions (id, name, opened) VALUES ({n}, 'Region {n}', '2026-01-01');
        CREATE OR REPLACE VIEW app.open_{n} AS
            SELECT o.id, o.amount, c.name FROM app.orders_{n} AS o JOIN app.customers AS c ON c.id = o.customer_id WHERE o.status = 'new' ORDER BY o.placed DESC;
        CREATE FUNCTION app.touch_{n}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.placed := now();
            UPDATE app.regions SET opened = now() WHERE id = {n};
            RETURN NEW;
        END $$;
        CREATE TRIGGER orders_{n}_touch BEFORE UPDATE ON app.orders_{n} FOR EACH ROW EXECUTE FUNCTION app.touch_{n}();
        ALTER TABLE app.old_{n} ALTER COLUMN code TYPE varchar(40);
        GRANT SELECT ON app.orders_{n} TO reporting;


        """);
}
