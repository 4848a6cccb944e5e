using System.Runtime.CompilerServices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>
/// y[n, c] = Σ_s w[c·channelPitch + s·depthPitch]·v[n, s] for many channels and few depths, a thread its channels; gates
/// are σ(y + b). Column is the block, row the image.
/// </summary>
/// <param name="pitch">Floats of an image's v.</param>
public readonly struct ChannelProductKernel<TView, TValue>(
    int channels, int depths, int channelPitch, int depthPitch, int pitch, int gates, TView w, TView bias, TView v, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        TValue value = TValue.Zero;

        for (int i = 0; i < TValue.Lanes; i++)
        {
            int channel = (column * 16) + lane + i;

            if (channel < channels)
            {
                float sum = gates != 0 ? bias.Cell(channel) : 0f;

                for (int s = 0; s < depths; s++)
                {
                    sum += w.Cell((channel * channelPitch) + (s * depthPitch)) * v.Cell((row * pitch) + s);
                }

                value = TValue.WithLane(value, i, sum);
            }
        }

        value = gates != 0 ? default(Sigmoid).Forward(value) : value;
        y[(((row * ((channels + 15) >> 4)) + column) * 16) + lane] = TValue.Keep(value, lane, channels - (column * 16));
    }
}
