using System.Diagnostics;
using System.Text.Json.Nodes;
using NativeNas.Search.Runs;

namespace NativeNas.Search.Tests.Runs;

public sealed class RunFolderTests
{
    [Fact]
    public void A_foreign_folder_is_refused_and_left_as_it_is()
    {
        using TemporaryFolder temporary = new();
        File.WriteAllText(temporary["thesis.txt"], "mine");
        Refused("holds no run of NativeNas", () => RunFolder.Create(temporary.Path));
        Assert.Equal(["thesis.txt"], Directory.EnumerateFileSystemEntries(temporary.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_finished_run_is_refused_as_a_new_one_and_still_readable()
    {
        using TemporaryFolder temporary = new();
        ToyRun.Run(temporary["run"], new RunFiles());
        Refused("finished run", () => RunFolder.Create(temporary["run"]));
        ToyRun.AssertFinished(temporary["run"]);
    }

    [Fact]
    public void An_unfinished_run_says_how_to_resume_it()
    {
        using TemporaryFolder temporary = new();
        using (RunFolder folder = RunFolder.Create(temporary["run"]))
        {
            folder.Write(folder.ConfigPath, "{}");
        }

        Refused($"nativenas resume {temporary["run"]}", () => RunFolder.Create(temporary["run"]));
    }

    [Fact]
    public void A_run_that_ended_before_its_settings_were_written_can_start_again()
    {
        using TemporaryFolder temporary = new();
        RunFolder.Create(temporary["run"]).Dispose();
        Refused("config.json is missing", () => RunFolder.Open(temporary["run"]));
        RunFolder.Create(temporary["run"]).Dispose();
    }

    [Fact]
    public void What_is_no_run_cannot_be_resumed()
    {
        using TemporaryFolder temporary = new();
        Refused("no such folder", () => RunFolder.Open(temporary["absent"]));
        Refused("holds no run", () => RunFolder.Open(temporary.Path));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        using TemporaryFolder temporary = new();
        File.WriteAllText(temporary["file"], "");
        Refused("could not be created", () => RunFolder.Create(temporary["file/run"]));
        Refused("could not be created", () => RunFolder.Create(temporary["file"]));
    }

    [Fact]
    public void A_second_user_of_a_run_is_told_the_folder_and_the_process()
    {
        using TemporaryFolder temporary = new();
        RunFiles impatient = new() { Patience = TimeSpan.Zero };
        using RunFolder first = RunFolder.Create(temporary["run"]);
        Refused($"another process (process {Environment.ProcessId})", () => RunFolder.Create(temporary["run"], impatient));
        first.Write(first.ConfigPath, "{}");
        Refused(temporary["run"], () => RunFolder.Open(temporary["run"], impatient));
    }

    [Fact]
    public async Task A_lock_that_is_freed_a_little_late_is_waited_for()
    {
        using TemporaryFolder temporary = new();
        RunFolder first = RunFolder.Create(temporary["run"]);
        first.Write(first.ConfigPath, "{}");
        Task<RunFolder> second = Task.Run(() => RunFolder.Open(temporary["run"]));
        await Task.Delay(200);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public void A_finished_run_is_read_without_lock_or_write()
    {
        using TemporaryFolder temporary = new();
        Assert.Null(RunFolder.Finished(temporary["run"]));
        using RunFolder first = RunFolder.Create(temporary["run"]);
        first.Write(first.ConfigPath, "{}");
        Assert.Null(RunFolder.Finished(temporary["run"]));
        first.Finish(new JsonObject { ["accuracy"] = 0.5 });
        string[] before = Directory.GetFiles(temporary["run"]);

        using (RunFolder second = RunFolder.Finished(temporary["run"])!)
        {
            Assert.Equal(0.5, (double)second.ReadResult()["accuracy"]!);
        }

        Assert.Equal(before.Order(), Directory.GetFiles(temporary["run"]).Order());
    }

    [Fact]
    public void A_run_is_made_or_gone_on_with_and_refused_when_it_is_finished()
    {
        using TemporaryFolder temporary = new();

        using (RunFolder made = RunFolder.CreateOrOpen(temporary["run"]))
        {
            made.Write(made.ConfigPath, "{}");
        }

        using (RunFolder again = RunFolder.CreateOrOpen(temporary["run"]))
        {
            Assert.Equal("{}", File.ReadAllText(again.ConfigPath));
            again.Finish([]);
        }

        Refused("finished run", () => RunFolder.CreateOrOpen(temporary["run"]));
        File.WriteAllText(temporary["letter.txt"], "dear");
        Refused("holds no run", () => RunFolder.CreateOrOpen(temporary.Path));
    }

    [Fact]
    public void A_killed_process_frees_the_run()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/flock"), "The test borrows the flock program of Linux.");
        using TemporaryFolder temporary = new();
        using (RunFolder folder = RunFolder.Create(temporary["run"]))
        {
            folder.Write(folder.ConfigPath, "{}");
        }

        using Process other = Process.Start("/usr/bin/flock", ["--no-fork", temporary["run/run.lock"], "sleep", "60"]);
        try
        {
            Assert.True(SpinWait.SpinUntil(() => !CanOpen(temporary["run"]), TimeSpan.FromSeconds(20)));
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }

        Assert.True(CanOpen(temporary["run"]));
    }

    [Fact]
    public void A_full_file_system_is_an_error_that_names_the_file()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        using TemporaryFolder temporary = new();
        using RunFolder folder = RunFolder.Create(temporary["run"]);
        File.CreateSymbolicLink(folder.MetricsPath, "/dev/full");
        using Stream stream = folder.Files.Append(folder.MetricsPath);
        Refused("metrics.jsonl: could not be appended to: No space left", () =>
        {
            folder.Files.AppendLine(stream, folder.MetricsPath, "line");
            return null;
        });
    }

    [Fact]
    public void A_damaged_result_is_an_error_that_says_what_to_do()
    {
        using TemporaryFolder temporary = new();
        using RunFolder folder = RunFolder.Create(temporary["run"]);
        folder.Finish(new JsonObject { ["accuracy"] = 0.5 });
        Assert.Equal(0.5, (double)folder.ReadResult()["accuracy"]!);
        File.WriteAllText(folder.ResultPath, "{");
        Refused("Delete it and resume", () =>
        {
            folder.ReadResult();
            return null;
        });
    }

    [Fact]
    public void The_environment_names_the_machine_but_no_person_and_no_path()
    {
        string text = RunEnvironment.Describe().ToJsonString();
        Assert.Contains("\"cores\":", text, StringComparison.Ordinal);
        Assert.Contains("\"vectorFloats\":", text, StringComparison.Ordinal);
        Assert.DoesNotContain(AppContext.BaseDirectory, text, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"{Environment.UserName}\"", text, StringComparison.Ordinal);
    }

    private static bool CanOpen(string path)
    {
        try
        {
            RunFolder.Open(path, new() { Patience = TimeSpan.Zero }).Dispose();
            return true;
        }
        catch (RunException)
        {
            return false;
        }
    }

    private static void Refused(string expected, Func<object?> act)
    {
        RunException error = Assert.Throws<RunException>(act);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
