using NativeNas.Data.Batches;
using NativeNas.Tensors.Batches;

namespace NativeNas.Data.Tests;

public sealed class BatchLoaderTests
{
    private static readonly BatchSettings Augmented = new(8, 7, Augmentation: new(1, true, 2));

    [Fact]
    public void Batches_are_the_same_whatever_the_order_of_asking()
    {
        ShuffledBatches direct = new(Toy.Images(50).All, Augmented);
        using BatchLoader loader = new(Toy.Images(50), Augmented);

        foreach (long step in (long[])[0, 1, 2, 3, 9, 8, 8, 7, 100, 4, 5, 0, 1, 30, 29, 28, 101])
        {
            ImageBatch expected = direct.At(step);
            ImageBatch found = loader.At(step);
            Assert.Equal(expected.Pixels, found.Pixels);
            Assert.Equal(expected.Labels, found.Labels);
        }
    }

    [Fact]
    public void Pixels_that_are_returned_serve_later_batches_and_change_no_number()
    {
        ShuffledBatches fresh = new(Toy.Images(50).All, Augmented), direct = new(Toy.Images(50).All, Augmented);
        using BatchLoader loader = new(Toy.Images(50), Augmented, ahead: 1);
        SequentialBatches ordered = new(Toy.Images(48), 8);
        IBatchSource[] sources = [direct, new SequentialBatches(Toy.Images(48), 8), loader];
        HashSet<float[]>[] arrays = [[], [], []];

        for (int step = 0; step < 20; step++)
        {
            for (int i = 0; i < sources.Length; i++)
            {
                ImageBatch batch = sources[i].At(step);
                IBatchSource same = i == 1 ? ordered : fresh;
                Assert.Equal(same.At(step).Pixels, batch.Pixels);
                arrays[i].Add(batch.Pixels);
                sources[i].Return(batch);
            }
        }

        Assert.All(arrays, seen => Assert.InRange(seen.Count, 1, 3));
        ImageBatch last = direct.At(0);
        Assert.NotSame(last.Pixels, direct.At(1).Pixels);
    }

    [Fact]
    public void Many_threads_may_ask()
    {
        ShuffledBatches direct = new(Toy.Images(50).All, Augmented);
        using BatchLoader loader = new(Toy.Images(50), Augmented, ahead: 2);
        Parallel.For(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 4 }, step => Assert.Equal(direct.At(step).Pixels, loader.At(step).Pixels));
    }

    [Fact]
    public void Another_seed_gives_other_batches_and_augmentation()
    {
        ShuffledBatches one = new(Toy.Images(50).All, new(50, 1));
        ShuffledBatches two = new(Toy.Images(50).All, new(50, 2));
        Assert.NotEqual(Toy.Numbers(one.At(0)), Toy.Numbers(two.At(0)));
        Assert.NotEqual(Toy.Numbers(one.At(0)), Toy.Numbers(one.At(1)));
        Assert.Equal(Toy.Numbers(one.At(0)), Toy.Numbers(new ShuffledBatches(Toy.Images(50).All, new(50, 1)).At(0)));
    }

    [Fact]
    public void Every_epoch_visits_every_image_once()
    {
        using BatchLoader loader = new(Toy.Images(50), new(8, 1, DropLast: false));
        Assert.Equal((7, 50), (loader.StepsPerEpoch, loader.ImagesPerEpoch));

        for (int epoch = 0; epoch < 3; epoch++)
        {
            int[] seen = [.. Enumerable.Range(0, 7).SelectMany(s => Toy.Numbers(loader.At((epoch * 7) + s)))];
            Assert.Equal(Enumerable.Range(0, 50), seen.Order());
            Assert.NotEqual(Enumerable.Range(0, 50), seen);
        }
    }

    [Fact]
    public void The_partial_batch_is_dropped_unless_it_is_the_only_one()
    {
        ShuffledBatches dropped = new(Toy.Images(50).All, new(8, 1));
        Assert.Equal((6, 48, 8), (dropped.StepsPerEpoch, dropped.ImagesPerEpoch, dropped.At(5).Count));
        ShuffledBatches small = new(Toy.Images(5).All, new(8, 1));
        Assert.Equal((1, 5, 5), (small.StepsPerEpoch, small.ImagesPerEpoch, small.At(3).Count));
    }

    [Fact]
    public void Labels_follow_their_images()
    {
        ImageBatch batch = new ShuffledBatches(Toy.Images(50).All, new(16, 1)).At(2);
        Assert.Equal(Toy.Numbers(batch).Select(number => number % 3), batch.Labels);
    }

    [Fact]
    public void What_the_worker_throws_surfaces_at_its_step_alone()
    {
        using BatchLoader loader = new(new FailingSource(), ahead: 3);
        Assert.Equal(1, loader.At(1).Count);
        Assert.Contains("step 2", Assert.Throws<DataException>(() => loader.At(2)).Message);
        Assert.Equal(1, loader.At(3).Count);
        Assert.Throws<DataException>(() => loader.At(2));
    }

    [Fact]
    public void It_works_ahead_only_as_far_as_told()
    {
        FailingSource source = new();
        using BatchLoader loader = new(source, ahead: 3);
        loader.At(10);
        Assert.True(SpinWait.SpinUntil(() => source.Asked.Contains(13), TimeSpan.FromSeconds(10)));
        Thread.Sleep(20);
        Assert.Equal(13, source.Asked.Max());
    }

    [Fact]
    public void After_disposal_nothing_is_given()
    {
        BatchLoader loader = new(Toy.Images(5), new(2, 1));
        loader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => loader.At(0));
        loader.Dispose();
    }

    [Fact]
    public void Sequential_batches_go_in_order_and_end_with_a_partial_one()
    {
        SequentialBatches batches = new(Toy.Images(10), 4, new([1, 1], [2, 2]));
        Assert.Equal((3, 10), (batches.StepsPerEpoch, batches.ImagesPerEpoch));
        Assert.Equal(2, batches.At(2).Count);
        Assert.Equal([0f, 0.5f, 1f, 1.5f, 2f, 2.5f, 3f, 3.5f, 4f, 4.5f], Enumerable.Range(0, 3).SelectMany(s => batches.At(s).Pixels.Chunk(32)).Select(p => p[31]));
        Assert.Equal(batches.At(1).Pixels, batches.At(4).Pixels);
    }

    [Fact]
    public void Settings_that_make_no_batches_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ShuffledBatches(Toy.Images(5).All, new(0, 1)));
        Assert.Throws<ArgumentException>(() => new SequentialBatches(Toy.Images(5), 0));
        Assert.Throws<ArgumentException>(() => new BatchLoader(Toy.Images(5), new(1, 1), ahead: 0));
        Assert.Throws<ArgumentException>(() => new ShuffledBatches(Toy.Images(5).All, new(1, 1)).At(-1));
    }

    private sealed class FailingSource : IBatchSource
    {
        public System.Collections.Concurrent.ConcurrentBag<long> Asked { get; } = [];

        public int Classes => 1;

        public int Channels => 1;

        public int Height => 1;

        public int Width => 1;

        public int ImagesPerEpoch => 1;

        public int StepsPerEpoch => 1;

        public ImageBatch At(long step)
        {
            Asked.Add(step);
            return step == 2 ? throw new DataException("step 2 cannot be read.") : new([1], [0], 1, 1, 1);
        }
    }
}
