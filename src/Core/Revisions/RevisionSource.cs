using System.Security.Cryptography;
using System.Text;

namespace SchemaMigrate.Revisions;

/// <summary>
/// The bytes of one revision, as they were when they were read. Text and sections are made on first use from these very bytes, so they
/// always fit the checksum, whatever happens to the file meanwhile.
/// </summary>
internal sealed class RevisionSource
{
    private readonly ReadOnlyMemory<byte> bytes;
    private string? text;
    private SqlSections? sections;

    public RevisionSource(string path, RevisionFormat format, ReadOnlyMemory<byte> bytes)
    {
        Path = path;
        Format = format;
        this.bytes = bytes;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.Span, hash);
        RawChecksum = ChecksumPrefix + Convert.ToHexString(hash).ToLowerInvariant();
    }

    public const string ChecksumPrefix = "sha256:";

    public string Path { get; }

    public RevisionFormat Format { get; }

    public string RawChecksum { get; }

    public ReadOnlySpan<byte> Content => bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes.Span[Encoding.UTF8.Preamble.Length..] : bytes.Span;

    public string Text => text ??= Encoding.UTF8.GetString(Content);

    public SqlSections Sections => sections ??= SqlSectionReader.Read(Text, System.IO.Path.GetFileName(Path), Path);
}
