using System.Text.Json.Nodes;
using NativeNas.Data;
using NativeNas.Kernels.Devices;
using NativeNas.Nn.Training;
using NativeNas.Search.Runs;
using NativeNas.Search.Settings;
using NativeNas.Supernets.Genotypes;
using NativeNas.Tensors.Safetensors;

namespace NativeNas.Cli;

/// <summary>Every failure as one line on standard error, and as one object on standard output where objects are wanted.</summary>
internal sealed class Failures(Terminal terminal, bool json)
{
    public int Report(Exception failure)
    {
        (string message, int code) = failure switch
        {
            CommandException command => (command.Message, command.ExitCode),
            SettingsException { IsOfOverride: true } => (failure.Message, ExitCode.Usage),
            OperationCanceledException => ("interrupted", ExitCode.Interrupted),
            OutOfMemoryException => ("the process has no memory left; a smaller batch, fewer channels or fewer cells need less.", ExitCode.Failure),
            _ when IsForTheUser(failure) => (failure.Message, ExitCode.Failure),
            _ => ($"unexpected {failure.GetType().Name}: {failure.Message}", ExitCode.Failure),
        };
        message = message.ReplaceLineEndings(" ");
        terminal.Error.WriteLine(failure is OperationCanceledException ? message : $"error: {message}");

        if (json)
        {
            terminal.Output.WriteLine(new JsonObject { ["error"] = message }.ToJsonString(JsonLine.Format));
        }

        return code;
    }

    /// <summary>Its message says what was wrong with what the user gave. Guards throw ArgumentException itself; its heirs are mistakes in here.</summary>
    private static bool IsForTheUser(Exception failure) => failure
        is SettingsException or DataException or RunException or GenotypeException or SafetensorsException
        or DivergedException or DeviceException or DeviceMemoryException or IOException or UnauthorizedAccessException
        || failure.GetType() == typeof(ArgumentException);
}
