using NativeNas.Cli.Help;

namespace NativeNas.Cli.Commands;

/// <summary>Times what the engine is made of.</summary>
internal sealed class BenchCommand : ExampleCommand
{
    public BenchCommand(Terminal terminal)
        : base("bench", "Time what the engine is made of.", ["nativenas bench kernels depthwise --shape n8_c32_h28", "nativenas bench kernels --list"]) =>
        Subcommands.Add(new KernelsCommand(terminal));
}
