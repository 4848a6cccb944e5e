using System.Globalization;
using NativeNas.Bits;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;

// Prints which vectors this process has, then a digest a case: dotnet NativeNas.Bits.dll [THREADS]
int threads = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;

foreach ((string name, bool accelerated) in Vectors.All)
{
    Console.WriteLine($"{name} {accelerated}");
}

using Device fast = new CpuDevice(threads), portable = new CpuDevice(threads, CpuForms.Portable);

foreach (Device device in new[] { fast, portable })
{
    foreach (Case item in Cases.All())
    {
        Console.WriteLine($"{item.Op.GetType().Name.Split('`')[0]} {device.Name} {item.Run(device)} {item}");
    }

    foreach ((string name, string digest) in Optimizers.Run(device))
    {
        Console.WriteLine($"{name} {device.Name} {digest}");
    }
}
