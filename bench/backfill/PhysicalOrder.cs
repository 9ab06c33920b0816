namespace SchemaMigrate.Bench.Backfill;

internal enum PhysicalOrder
{
    Key,
    Random,
}
