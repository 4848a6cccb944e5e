using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Optimizers;
using NativeNas.Nn.Passes;
using NativeNas.Nn.Training;
using NativeNas.Supernets.Bilevel;
using NativeNas.Supernets.Derivation;
using NativeNas.Supernets.Genotypes;
using NativeNas.Tensors.Batches;
using NativeNas.Tensors.Weights;

namespace NativeNas.Supernets.Darts;

/// <summary>
/// DARTS (arXiv:1806.09055, algorithm 1): each step moves α down the validation loss, by the gradient of first or
/// second order, then the weights down the training loss.
/// </summary>
public sealed class DartsSearch : ITraining, IDisposable
{
    private readonly DartsSearchSettings settings;
    private readonly IBatchSource training, validation;
    private readonly ForeseenBatches trainingAhead, validationAhead;
    private readonly Rng rng;
    private readonly int nodes;
    private readonly Model<DartsSupernet> net;
    private readonly Model<AlphaTables> alphas;
    private readonly BatchPasses passes;
    private readonly Sgd weightOptimizer;
    private readonly Adam alphaOptimizer;
    private readonly WeightBuffer weightGradient, alphaGradient;

    public DartsSearch(Device device, DartsSettings supernet, DartsSearchSettings settings, IBatchSource training, IBatchSource validation, Rng rng, double alphaDeviation = 1e-3)
    {
        (this.settings, this.training, this.validation, this.rng, nodes) = (settings, training, validation, rng, supernet.Nodes);
        (trainingAhead, validationAhead) = (new(training, device), new(validation, device));
        AlphaTables tables = new(supernet.Nodes, alphaDeviation);
        net = new(device, new(supernet, tables), rng.At("weights"));
        alphas = new(device, tables, rng.At("alphas"));
        passes = new(device, net.Root, settings.Fusion);
        weightOptimizer = new(net.Weights, new(settings.Momentum, settings.WeightDecay));
        alphaOptimizer = new(alphas.Weights, new(settings.AlphaBeta1, settings.AlphaBeta2, WeightDecay: settings.AlphaWeightDecay));
        weightGradient = new(device, net.Weights.Layout);
        alphaGradient = new(device, alphas.Weights.Layout);
    }

    public long Steps => (long)settings.Epochs * training.StepsPerEpoch;

    public int StepsPerEpoch => training.StepsPerEpoch;

    /// <inheritdoc cref="BatchPasses.Planned"/>
    public Action<PassMemory>? Planned
    {
        init => passes.Planned = value;
    }

    /// <summary>Learnable numbers of the supernet, α apart.</summary>
    public long ParameterCount => net.ParameterCount;

    public IEnumerable<(string Name, WeightBuffer Vector)> State =>
    [
        ("weights", net.Weights),
        ("statistics", net.Statistics),
        ("alphas", alphas.Weights),
        .. weightOptimizer.States.Select(state => ($"optimizer.{state.Name}", state.State)),
        .. alphaOptimizer.States.Select(state => ($"alphaOptimizer.{state.Name}", state.State)),
    ];

    /// <summary>α as it stands, row-major [edges, operations].</summary>
    public (float[] Normal, float[] Reduction) Alphas => (alphas.Weights["normal"].ToArray(), alphas.Weights["reduction"].ToArray());

    /// <summary>The genotype that α stands for now.</summary>
    public Genotype Derive() => TopTwoEdges.Derive(Alphas.Normal, Alphas.Reduction, nodes);

    public StepReport Step(long step)
    {
        float rate = settings.LearningRate.At(step);
        ImageBatch batch = trainingAhead.At(step), held = validationAhead.At(step);
        _ = passes.PlanFor(TapeMode.Training, batch.Shape, WeightPass());    // refused, if it must be, before α moves
        PassResult seen = StepAlphas(step, rate, batch, held);
        PassResult result = passes.Run(
            batch, TapeMode.Training, rng.At("weight step").At(step), WeightPass());
        training.Return(batch);
        validation.Return(held);
        validationAhead.Foresee(step + 1, Steps);
        trainingAhead.Foresee(step + 1, Steps);
        DivergedException.ThrowUnlessFinite(result.Loss, "The training loss", step);
        double norm = GradientClipping.ByGlobalNorm(weightGradient, settings.ClipNorm > 0 ? settings.ClipNorm : float.PositiveInfinity);
        DivergedException.ThrowUnlessFinite(norm, "The norm of the weights' gradient", step);
        weightOptimizer.Steps = step;
        weightOptimizer.Step(net.Weights, weightGradient, rate);
        return new(result.Loss, Metrics.Of(result.Logits, training.Classes, batch.Labels), rate)
        {
            Validation = Metrics.Of(seen.Logits, validation.Classes, held.Labels),
        };
    }

    public void Dispose()
    {
        trainingAhead.Dispose();
        validationAhead.Dispose();
        net.Dispose();
        alphas.Dispose();
        weightOptimizer.Dispose();
        alphaOptimizer.Dispose();
        weightGradient.Dispose();
        alphaGradient.Dispose();
    }

    private Reading[] WeightPass() => [new(net.Weights, weightGradient), net.Statistics, alphas.Weights];

    private PassResult StepAlphas(long step, float rate, ImageBatch batch, ImageBatch held)
    {
        using DartsProblem problem = new(passes, net, alphas, batch, held, weightOptimizer, rng.At("alpha step").At(step), settings.HoldBranches);
        float[] gradient;

        try
        {
            gradient = Hypergradient.Of(problem, settings.SecondOrder ? rate : 0);
        }
        catch (NotFiniteNumberException e)
        {
            throw new DivergedException("A loss or a norm on the way to the gradient of α", e.OffendingNumber, step, e);
        }

        DivergedException.ThrowUnlessFinite(gradient.Sum(g => (double)g), "The gradient of α", step);
        alphaGradient.All.Write(gradient);
        alphaOptimizer.Steps = step;
        alphaOptimizer.Step(alphas.Weights, alphaGradient, settings.AlphaLearningRate);
        return problem.Validation;
    }
}
