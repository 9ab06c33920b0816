using SchemaMigrate.Backfills;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>The size of batches, without a server.</summary>
public sealed class ControllerTests
{
    [Theory]
    [InlineData(0.00001, 5_000)]
    [InlineData(0.0001, 500)]
    [InlineData(0.005, 10)]
    public void The_size_settles_where_a_batch_takes_the_target_time(double secondsPerRow, long expected)
    {
        var controller = new BatchController(new BackfillOptions { TargetBatchTime = TimeSpan.FromMilliseconds(50) });
        for (var i = 0; i < 60; i++)
        {
            controller.Record(controller.Size, TimeSpan.FromSeconds(controller.Size * secondsPerRow));
        }

        Assert.InRange(controller.Size, expected * 0.9, expected * 1.1);
    }

    [Fact]
    public void One_odd_batch_moves_it_by_no_more_than_its_bounds()
    {
        var controller = new BatchController(new BackfillOptions());
        controller.Record(1000, TimeSpan.FromHours(1));
        Assert.Equal(500, controller.Size);
        controller = new BatchController(new BackfillOptions());
        controller.Record(1000, TimeSpan.FromMicroseconds(1));
        Assert.Equal(1200, controller.Size);
    }

    [Fact]
    public void A_size_set_by_hand_stays()
    {
        var controller = new BatchController(new BackfillOptions { BatchSize = 77 });
        controller.Record(77, TimeSpan.FromSeconds(10));
        controller.Halve();
        Assert.Equal(77, controller.Size);
        controller.Apply(new BackfillOptions { BatchSize = 200 });
        Assert.Equal(200, controller.Size);
    }
}
