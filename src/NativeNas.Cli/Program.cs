using System.Runtime.InteropServices;
using System.Text;

namespace NativeNas.Cli;

/// <summary>The process: its streams, and a first Ctrl-C or SIGTERM that asks for a clean stop. A second one ends it at once.</summary>
public static class Program
{
    public static int Main(string[] args)
    {
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Terminal terminal = new(Console.Out, Console.Error) { IsInteractive = !Console.IsErrorRedirected, Stop = stop.Token };
        return new Application(terminal).Invoke(args);

        void Ask(PosixSignalContext signal)
        {
            if (!stop.IsCancellationRequested)
            {
                signal.Cancel = true;
                stop.Cancel();
            }
        }
    }
}
