using SchemaMigrate.Errors;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Revisions;

public sealed class TemplateTests
{
    private static readonly RevisionDraft Draft = new()
    {
        Id = "7c1e4a90b2d3",
        Message = "add users.phone_number",
        Parents = ["3f2a9c1d77e0"],
    };

    [Fact]
    public void A_SQL_skeleton_has_both_sections()
    {
        const string expected = """
            -- revision: 7c1e4a90b2d3
            -- parents:  3f2a9c1d77e0
            -- message:  add users.phone_number

            -- upgrade

            -- downgrade

            """;
        Assert.Equal(expected, RevisionTemplate.Render(Draft));
    }

    [Fact]
    public void A_SQL_revision_holds_everything_that_was_given()
    {
        var text = RevisionTemplate.Render(Draft with
        {
            Phase = RevisionPhase.Contract,
            Parents = [],
            Labels = ["billing", "core"],
            Requires = ["19aa"],
            Gates = [new SoakGate(TimeSpan.FromHours(24)), new ApprovalGate()],
            Upgrade = ["ALTER TABLE users ADD phone text;", "SELECT $$\r\n-- downgrade\r\n$$;"],
            IrreversibleReason = "it is so",
            Verify = ["SELECT true;"],
        });

        const string expected = """
            -- revision: 7c1e4a90b2d3
            -- parents:
            -- message:  add users.phone_number
            -- phase:    contract
            -- labels:   billing, core
            -- requires: 19aa
            -- gate:     soak(1d), approval

            -- upgrade
            ALTER TABLE users ADD phone text;
            SELECT $$
            -- downgrade
            $$;

            -- downgrade: irreversible because it is so

            -- verify
            SELECT true;

            """;
        Assert.Equal(expected, text);
    }

    [Fact]
    public void A_PowerShell_revision_has_an_Upgrade_block_and_leaves_the_downgrade_to_the_inverse()
    {
        var text = RevisionTemplate.Render(Draft with { Format = RevisionFormat.PowerShell, Upgrade = ["Add-MigrationColumn users phone text", "Invoke-MigrationSql @'\nSELECT 1\n'@"] });

        const string expected = """
            # revision: 7c1e4a90b2d3
            # parents:  3f2a9c1d77e0
            # message:  add users.phone_number

            Upgrade {
                Add-MigrationColumn users phone text
            Invoke-MigrationSql @'
            SELECT 1
            '@
            }

            # No Downgrade block: the inverse of the operations is used.

            """;
        Assert.Equal(expected, text);
    }

    [Fact]
    public void A_PowerShell_revision_may_say_its_downgrade_or_that_there_is_none()
    {
        var script = Draft with { Format = RevisionFormat.PowerShell };

        Assert.EndsWith("}\n\nDowngrade {\n    Remove-MigrationColumn users phone\n}\n", RevisionTemplate.Render(script with { Downgrade = ["Remove-MigrationColumn users phone"] }), StringComparison.Ordinal);
        Assert.EndsWith("}\n\nIrreversible 'it''s ’’gone’’'\n", RevisionTemplate.Render(script with { IrreversibleReason = "it's ’gone’" }), StringComparison.Ordinal);
        Assert.Contains("only joins branches", RevisionTemplate.Render(script with { Parents = ["aaaa", "bbbb"] }), StringComparison.Ordinal);
    }

    public static TheoryData<RevisionDraft> Impossible() =>
    [
        Draft with { Message = " " },
        Draft with { Message = "two\nlines" },
        Draft with { Id = "head" },
        Draft with { Id = null },
        Draft with { Parents = ["a-b"] },
        Draft with { Parents = ["aaaa", "aaaa"] },
        Draft with { Labels = ["current"] },
        Draft with { Requires = [""] },
        Draft with { Gates = [new BackfillGate("a b")] },
        Draft with { Gates = [new SoakGate(TimeSpan.FromMicroseconds(1))] },
        Draft with { Upgrade = ["SELECT 1;", "-- downgrade", "DROP TABLE x;"] },
        Draft with { Upgrade = ["-- upgrade"] },
        Draft with { Upgrade = ["SELECT 'never closed"] },
        Draft with { Upgrade = ["-- verify", "SELECT true;"] },
        Draft with { Downgrade = ["-- verify", "SELECT true;"], Upgrade = ["SELECT 1;"] },
        Draft with { IrreversibleReason = "a\nDROP TABLE x;" },
        Draft with { IrreversibleReason = "…" },
        Draft with { IrreversibleReason = "because", Downgrade = ["SELECT 1;"] },
        Draft with { Format = RevisionFormat.PowerShell, Verify = ["SELECT true;"] },
    ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void A_draft_that_would_not_read_back_is_refused(RevisionDraft draft) =>
        Assert.Equal("RevisionDraftInvalid", Assert.Throws<MigrationException>(() => RevisionTemplate.Render(draft)).ErrorId);
}
