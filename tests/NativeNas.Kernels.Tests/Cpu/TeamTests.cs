using System.Collections.Concurrent;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Tests.Cpu;

public class TeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void Every_piece_runs_once_however_the_claims_fall(int threads)
    {
        using Team team = new(threads);

        foreach (int count in (int[])[1, 2, 3, threads, 100, 4097])
        {
            int[] runs = new int[count];
            team.Run(count, new Counting(runs));
            Assert.All(runs, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void Scratch_of_pieces_stays_with_the_team_and_is_counted()
    {
        using Team team = new(1), other = new(1);
        team.Run(3, new Renting(100_000));
        Assert.Equal(1 << 20, team.ScratchBytes);
        team.Run(3, new Renting(300_000));
        long most = team.ScratchBytes;
        Assert.InRange(most, 1_200_000, 2_300_000);
        team.Run(9, new Renting(200_000));
        Assert.Equal((most, 0), (team.ScratchBytes, other.ScratchBytes));
        Assert.Throws<InvalidOperationException>(() => new Renting(16).Run(0));
        team.Dispose();
        Assert.Equal(0, team.ScratchBytes);
    }

    [Fact]
    public void A_thread_alone_claims_its_own_run_forwards_and_the_others_from_their_ends()
    {
        Shares shares = new(2);
        shares.Deal(6);
        List<int> order = [];

        while (shares.Claim(1, out int first, out int count))
        {
            order.AddRange(Enumerable.Range(first, count));
        }

        Assert.Equal([3, 4, 5, 2, 1, 0], order);
        Assert.False(shares.Any);
    }

    [Fact]
    public void Sleepers_wake_for_the_next_job_and_for_the_end()
    {
        using Team team = new(4);

        for (int i = 0; i < 30; i++)
        {
            Thread.Sleep(2);
            int[] runs = new int[8];
            team.Run(8, new Counting(runs));
            Assert.Equal(8, runs.Sum());
        }

        Thread.Sleep(5);
    }

    [Fact]
    public void More_threads_than_cores_in_several_teams_finish()
    {
        Team[] teams = [.. Enumerable.Range(0, 3).Select(_ => new Team(Environment.ProcessorCount + 2))];
        Parallel.ForEach(teams, team =>
        {
            for (int i = 0; i < 300; i++)
            {
                int[] runs = new int[16];
                team.Run(16, new Counting(runs));
                Assert.Equal(16, runs.Sum());
            }
        });
        Array.ForEach(teams, team => team.Dispose());
    }

    [Fact]
    public void The_caller_keeps_the_cores_that_it_may_use()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux places threads.");
        string before = AllowedCores();
        using Team team = new(2);
        team.Run(8, new Counting(new int[8]));
        Assert.Equal(before, AllowedCores());

        static string AllowedCores() => File.ReadLines("/proc/thread-self/status").First(line => line.StartsWith("Cpus_allowed:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_worker_may_not_use_the_callers_core_where_there_are_enough()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Cores.For(2) is not null, "The process has one core, or the system places no threads.");
        using Team team = new(2);
        ConcurrentBag<string> masks = [];

        for (int i = 0; i < 100 && masks.Distinct().Count() < 2; i++)
        {
            team.Run(16, new Noting(masks));
        }

        Assert.Equal(2, masks.Distinct().Count());
    }

    /// <summary>A DARTS cell, a MobileNet stage, one large image, a head: pieces of the portable kernels for 64 threads.</summary>
    [Theory]
    [InlineData(32, 32, 64)]
    [InlineData(56, 56, 32 * 6)]
    [InlineData(112, 112, 6)]
    [InlineData(7, 7, 32 * 20)]
    public void Typical_shapes_have_pieces_for_64_threads(int columns, int rows, int planes)
    {
        int pieces = KernelJob<Nothing, Block>.Pieces(new(columns, rows, planes), 64);
        Assert.InRange(pieces, 64, 64 * 4);
    }

    private readonly struct Counting(int[] runs) : ICpuJob
    {
        public void Run(int piece) => Interlocked.Increment(ref runs[piece]);
    }

    private readonly struct Noting(ConcurrentBag<string> masks) : ICpuJob
    {
        public void Run(int piece)
        {
            masks.Add(File.ReadLines("/proc/thread-self/status").First(line => line.StartsWith("Cpus_allowed:", StringComparison.Ordinal)));
            Thread.Sleep(1);
        }
    }

    private readonly struct Nothing : IKernel
    {
        public void Invoke(int lane, int column, int row, int plane)
        {
        }
    }

    /// <summary>Rents twice, one above the other, and writes all of it.</summary>
    private readonly unsafe struct Renting(int length) : ICpuJob
    {
        public void Run(int piece)
        {
            using PieceScratch first = PieceScratch.Rent(length / 2), second = PieceScratch.Rent(length / 2);
            new Span<float>(first.Cells, length / 2).Fill(1);
            new Span<float>(second.Cells, length / 2).Fill(2);
            Assert.Equal(1, first.Cells[(length / 2) - 1]);
        }
    }
}
