namespace SchemaMigrate.Tests.Execution;

/// <summary>A project with every kind of step: transactions of several statements, steps that must be committed first, statements outside transactions.</summary>
internal static class TwentyRevisions
{
    public const int Count = 20;

    public static void AddTo(TestProject project)
    {
        project.Add("CREATE TABLE customer (id int PRIMARY KEY, email text NOT NULL);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int, total numeric, note text);");
        project.Add("CREATE TYPE state AS ENUM ('new', 'paid');\nALTER TABLE orders ADD COLUMN state state DEFAULT 'new';");
        project.Add("INSERT INTO customer SELECT n, 'c' || n || '@example.org' FROM generate_series(1, 50) AS n;");
        project.Add("INSERT INTO orders (id, customer_id, total) SELECT n, 1 + n % 50, n FROM generate_series(1, 100) AS n;\nUPDATE orders SET total = total * 2;");
        project.Add("ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk;");
        project.Add("CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);");
        project.Add("ALTER TYPE state ADD VALUE 'shipped';\nUPDATE orders SET state = 'shipped' WHERE id % 2 = 0;");
        project.Add("CREATE FUNCTION total_of(customer int) RETURNS numeric LANGUAGE plpgsql AS $body$\nBEGIN\n  -- a semicolon; and a 'quote'\n  RETURN (SELECT sum(total) FROM orders WHERE customer_id = customer);\nEND;\n$body$;");
        project.Add("CREATE UNIQUE INDEX CONCURRENTLY customer_email_key ON customer (lower(email));\nALTER TABLE customer ADD COLUMN seen int NOT NULL DEFAULT 0;");
        project.Add("CREATE TABLE event (at int NOT NULL, what text) PARTITION BY RANGE (at);\nCREATE TABLE event_1 PARTITION OF event FOR VALUES FROM (0) TO (10);\nCREATE TABLE event_2 PARTITION OF event FOR VALUES FROM (10) TO (20);");
        project.Add("INSERT INTO event SELECT n, 'e' || n FROM generate_series(0, 19) AS n;");
        project.Add("ALTER TABLE event DETACH PARTITION event_1 CONCURRENTLY;");
        project.Add("REINDEX INDEX CONCURRENTLY orders_customer_idx;");
        project.Add("CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state) WHERE state <> 'new';\nDROP INDEX CONCURRENTLY orders_customer_idx;");
        project.Add("ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total IS NOT NULL) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;\nALTER TABLE orders ALTER COLUMN total SET NOT NULL;");
        project.Add("CREATE VIEW open_orders AS SELECT id, total FROM orders WHERE state = 'new';\nCOMMENT ON VIEW open_orders IS 'not yet paid; not yet shipped';");
        project.Add("CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.seen := NEW.seen + 1; RETURN NEW; END $$;\nCREATE TRIGGER touch BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION touch();");
        project.Add("DO $$ BEGIN UPDATE customer SET email = email || '!' WHERE id <= 10; END $$;\nUPDATE customer SET email = email || '?' WHERE id <= 5;");
        project.Add("VACUUM (ANALYZE) orders;\nINSERT INTO event VALUES (15, 'vacuumed');");
        project.Add("DROP TABLE event_1;\nREINDEX TABLE CONCURRENTLY customer;");
    }
}
