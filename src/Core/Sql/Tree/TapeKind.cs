namespace SchemaMigrate.Sql;

/// <summary>What an entry of a <see cref="SqlTree"/>'s tape is.</summary>
internal enum TapeKind
{
    /// <summary>An object: end of its entries, then the entries of its fields.</summary>
    Node = 1,

    /// <summary>An array: end of its entries, count, then the entries of its items.</summary>
    List = 2,

    /// <summary>Text in the heap: offset and length.</summary>
    Text = 3,

    /// <summary>Text in the name table, mostly the grammar's enum members; the number of the name is in the header.</summary>
    Name = 4,

    /// <summary>A number: two words, low first.</summary>
    Number = 5,

    /// <summary>True; false is never written.</summary>
    True = 6,
}
