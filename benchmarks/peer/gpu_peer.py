#!/usr/bin/env python3
"""PyTorch on the workloads of NativeNas, on a GPU: the other side of `paired --device cuda:0`.

A workload is family/shape, such as depthwise/n128_c96_h56_k3_s1: n images, c channels (c24to40: in and out), h height
and width, k kernel, s stride, d dilation, g groups, e expansion, se and r squeezed channels. Any shape of a known family
can be asked for; --list names those that fill a GPU. Activations are channels_last unless the name ends in :nchw.
"""
import argparse
import gc
import json
import os
import re
import resource
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

LEAST_MS, MOST_RUNS = 20, 500  # of what lies between two events
WARM_UP_S = 0.5


# Layers ---------------------------------------------------------------------------------------------------------------

def conv(inputs, outputs, kernel=1, stride=1, dilation=1, groups=1, bias=False):
    return nn.Conv2d(inputs, outputs, kernel, stride, dilation * (kernel // 2), dilation, groups, bias)


def depthwise(channels, kernels, stride=1, dilation=1):
    if len(kernels) == 1:
        return conv(channels, channels, kernels[0], stride, dilation, channels)
    return Mixed(channels, kernels, stride)


class Mixed(nn.Module):
    """MixConv: runs of channels, a depthwise kernel each; the first run takes what is left over."""

    def __init__(self, channels, kernels, stride):
        super().__init__()
        share = channels // len(kernels)
        self.runs = [channels - share * (len(kernels) - 1)] + [share] * (len(kernels) - 1)
        self.filters = nn.ModuleList(conv(c, c, k, stride, groups=c) for c, k in zip(self.runs, kernels))

    def forward(self, x):
        return torch.cat([f(part) for f, part in zip(self.filters, x.split(self.runs, dim=1))], dim=1)


class Excite(nn.Module):
    def __init__(self, channels, squeezed):
        super().__init__()
        self.down, self.up = conv(channels, squeezed, bias=True), conv(squeezed, channels, bias=True)

    def forward(self, x):
        return x * self.up(F.silu(self.down(F.adaptive_avg_pool2d(x, 1)))).sigmoid()


class MBConv(nn.Module):
    def __init__(self, inputs, outputs, expansion, kernels, stride, squeezed):
        super().__init__()
        wide = inputs * expansion
        steps = [] if expansion == 1 else [conv(inputs, wide), nn.BatchNorm2d(wide), nn.SiLU()]
        steps += [depthwise(wide, kernels, stride), nn.BatchNorm2d(wide), nn.SiLU()]
        steps += [Excite(wide, squeezed)] if squeezed else []
        self.steps = nn.Sequential(*steps, conv(wide, outputs), nn.BatchNorm2d(outputs))
        self.adds = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.steps(x) if self.adds else self.steps(x)


def separable(channels, kernel, strides, dilation=1, affine=False):
    steps = []
    for stride in strides:
        steps += [nn.ReLU(), conv(channels, channels, kernel, stride, dilation, channels), conv(channels, channels), nn.BatchNorm2d(channels, affine=affine)]
    return nn.Sequential(*steps)


class Halve(nn.Module):
    """FactorizedReduce: two strided pointwise convolutions, the second a pixel further."""

    def __init__(self, inputs, outputs, affine=False):
        super().__init__()
        self.even, self.odd = conv(inputs, outputs // 2, stride=2), conv(inputs, outputs - outputs // 2, stride=2)
        self.norm = nn.BatchNorm2d(outputs, affine=affine)

    def forward(self, x):
        x = x.relu()
        return self.norm(torch.cat([self.even(x), self.odd(x[:, :, 1:, 1:])], dim=1))


class Nothing(nn.Module):
    def __init__(self, stride):
        super().__init__()
        self.stride = stride

    def forward(self, x):
        return x[:, :, ::self.stride, ::self.stride] * 0.0


class Edge(nn.Module):
    """A mixed operation of DARTS: eight candidates, blended by weights that are given or its own."""

    def __init__(self, channels, stride, owns=False):
        super().__init__()
        normed = lambda pool: nn.Sequential(pool, nn.BatchNorm2d(channels, affine=False))
        self.candidates = nn.ModuleList([
            Nothing(stride),
            normed(nn.MaxPool2d(3, stride, 1)),
            normed(nn.AvgPool2d(3, stride, 1, count_include_pad=False)),
            nn.Identity() if stride == 1 else Halve(channels, channels),
            *(separable(channels, k, [stride, 1]) for k in (3, 5)),
            *(separable(channels, k, [stride], dilation=2) for k in (3, 5)),
        ])
        self.alpha = nn.Parameter(1e-3 * torch.randn(8)) if owns else None

    def forward(self, x, blend=None):
        blend = self.alpha.softmax(0) if blend is None else blend
        return sum(weight * candidate(x) for weight, candidate in zip(blend, self.candidates))


class Cell(nn.Module):
    NODES = 4

    def __init__(self, first, second, channels, halves, follows_halving):
        super().__init__()
        plain = lambda inputs: nn.Sequential(nn.ReLU(), conv(inputs, channels), nn.BatchNorm2d(channels, affine=False))
        self.first = Halve(first, channels) if follows_halving else plain(first)
        self.second = plain(second)
        self.nodes = nn.ModuleList(
            nn.ModuleList(Edge(channels, 2 if halves and source < 2 else 1) for source in range(node + 2)) for node in range(self.NODES))
        self.halves = halves

    def forward(self, a, b, blends):
        states, rows = [self.first(a), self.second(b)], iter(blends)
        for edges in self.nodes:
            states.append(sum(edge(state, next(rows)) for edge, state in zip(edges, list(states))))
        return torch.cat(states[-self.NODES:], dim=1)


class Supernet(nn.Module):
    """DARTS on CIFAR-10: 8 cells, two of which halve the image."""

    def __init__(self, channels, cells=8, classes=10):
        super().__init__()
        self.stem = nn.Sequential(conv(3, 3 * channels, 3), nn.BatchNorm2d(3 * channels))
        before = previous = 3 * channels
        made, halved = [], False
        for i in range(cells):
            halves = i in (cells // 3, 2 * cells // 3)
            channels *= 2 if halves else 1
            made.append(Cell(before, previous, channels, halves, halved))
            before, previous, halved = previous, Cell.NODES * channels, halves
        self.cells, self.head = nn.ModuleList(made), nn.Linear(previous, classes)
        edges = sum(len(node) for node in made[0].nodes)
        self.register_buffer("normal", 1e-3 * torch.randn(edges, 8))
        self.register_buffer("reduction", 1e-3 * torch.randn(edges, 8))

    def forward(self, x):
        blends = {False: self.normal.softmax(1), True: self.reduction.softmax(1)}
        a = b = self.stem(x)
        for cell in self.cells:
            a, b = b, cell(a, b, blends[cell.halves])
        return self.head(b.mean((2, 3)))


def efficientnet_b0():
    layers, inputs = [conv(3, 32, 3, 2), nn.BatchNorm2d(32), nn.SiLU()], 32
    for expansion, outputs, repeats, stride, kernel in (
            (1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 40, 2, 2, 5), (6, 80, 3, 2, 3), (6, 112, 3, 1, 5), (6, 192, 4, 2, 5), (6, 320, 1, 1, 3)):
        for i in range(repeats):
            layers.append(MBConv(inputs, outputs, expansion, [kernel], 1 if i else stride, max(1, inputs // 4)))
            inputs = outputs
    return nn.Sequential(*layers, conv(inputs, 1280), nn.BatchNorm2d(1280), nn.SiLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1280, 1000))


# Workloads ------------------------------------------------------------------------------------------------------------

class Words:
    """n32_c24to40_h56 → n, c and h by name, with what stands for a missing one."""

    def __init__(self, text):
        self.words = {}
        for word in text.split("_"):
            match = re.fullmatch(r"([a-z]+)(\d+(?:to\d+)?)", word)
            if not match:
                raise ValueError(f"the shape '{text}' has a word '{word}'; expected letters and a number")
            self.words[match[1]] = match[2]

    def __call__(self, name, missing=1):
        return int(self.words.get(name, missing))

    @property
    def inputs(self):
        return int(self.words.get("c", "16").split("to")[0])

    @property
    def outputs(self):
        return int(self.words.get("c", "16").split("to")[-1])

    @property
    def kernels(self):
        return [int(digit) for digit in self.words.get("mix", self.words.get("k", "3"))]


def mbconv(w):
    return MBConv(w.inputs, w.outputs, w("e", 6), w.kernels, w("s"), w("se", 0))


LAYERS = {
    "depthwise": lambda w: depthwise(w.inputs, w.kernels, w("s"), w("d")),
    "mixconv": lambda w: depthwise(w.inputs, w.kernels, w("s")),
    "pointwise": lambda w: conv(w.inputs, w.outputs, 1, w("s"), groups=w("g")),
    "conv": lambda w: conv(w.inputs, w.outputs, w("k", 3), w("s"), w("d"), w("g")),
    "linear": lambda w: nn.Linear(w.inputs, w.outputs),
    "squeeze_excite": lambda w: Excite(w.inputs, w("r", 4)),
    "batchnorm_train": lambda w: nn.BatchNorm2d(w.inputs),
    "batchnorm_eval": lambda w: nn.BatchNorm2d(w.inputs),
    "swish": lambda w: nn.SiLU(),
    "relu": lambda w: nn.ReLU(),
    "relu6": lambda w: nn.ReLU6(),
    "hard_swish": lambda w: nn.Hardswish(),
    "hard_sigmoid": lambda w: nn.Hardsigmoid(),
    "sigmoid": lambda w: nn.Sigmoid(),
    "tanh": lambda w: nn.Tanh(),
    "global_average_pool": lambda w: nn.AdaptiveAvgPool2d(1),
    "max_pool3": lambda w: nn.MaxPool2d(3, 1, 1),
    "avg_pool3": lambda w: nn.AvgPool2d(3, 1, 1, count_include_pad=False),
    "separable": lambda w: separable(w.inputs, w("k", 3), [w("s"), 1], affine=True),
    "factorized_reduce": lambda w: Halve(w.inputs, w.outputs, affine=True),
    "mbconv": mbconv,
    "mbconv_eval": mbconv,
    "mixed_op": lambda w: Edge(w.inputs, w("s"), owns=True),
    "efficientnet_b0_eval": lambda w: efficientnet_b0(),
}


class LayerRun:
    """fwd: no gradients wanted. fwdbwd: those of the input and of every parameter."""

    def __init__(self, family, words, device, layout):
        channels = 3 if family == "efficientnet_b0_eval" else words.inputs
        shape = (words("n"), channels) if family == "linear" else (words("n"), channels, words("h"), words("h"))
        place = lambda tensor: tensor.to(device, memory_format=layout) if tensor.dim() == 4 else tensor.to(device)
        self.layer = LAYERS[family](words).to(device).to(memory_format=layout).train(not family.endswith("_eval"))
        self.x = place(torch.randn(shape))
        self.wanting = self.x.clone().requires_grad_()
        with torch.no_grad():
            self.dy = torch.randn_like(self.layer(self.x))

    def fwd(self):
        with torch.no_grad():
            self.layer(self.x)

    def fwdbwd(self):
        for tensor in (self.wanting, *self.layer.parameters()):
            tensor.grad = None
        self.layer(self.wanting).backward(self.dy)


class StepRun:
    """step: forward, backward, clipping at 5, SGD 0.025 with momentum 0.9 and decay 3e-4."""

    def __init__(self, words, device, layout):
        self.net = Supernet(words.inputs).to(device).to(memory_format=layout)
        self.images = torch.randn(words("n"), 3, 32, 32).to(device, memory_format=layout)
        self.labels = torch.randint(0, 10, (words("n"),)).to(device)
        settings = dict(lr=0.025, momentum=0.9, weight_decay=3e-4)
        try:
            self.sgd = torch.optim.SGD(self.net.parameters(), **settings, fused=device.type == "cuda")
        except (TypeError, RuntimeError):  # older than fused SGD
            self.sgd = torch.optim.SGD(self.net.parameters(), **settings)

    def step(self):
        self.sgd.zero_grad(set_to_none=True)
        F.cross_entropy(self.net(self.images), self.labels).backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self.sgd.step()


def make(name, device):
    """A workload of any name, its numbers on the device."""
    plain = name[:-len(":nchw")] if name.endswith(":nchw") else name
    family, _, shape = plain.partition("/")
    if not shape or family not in (*LAYERS, "darts_supernet_step"):
        raise ValueError(f"no workload is named '{name}'; families are {' '.join((*LAYERS, 'darts_supernet_step'))}")
    torch.manual_seed(0)
    layout = torch.channels_last if plain == name else torch.contiguous_format
    return StepRun(Words(shape), device, layout) if family == "darts_supernet_step" else LayerRun(family, Words(shape), device, layout)


# Time -----------------------------------------------------------------------------------------------------------------

class Timer:
    """On a GPU so many runs between two events that their start is nothing; on a processor one by one."""

    def __init__(self, run, device):
        self.run, self.gpu, self.runs = run, device.type == "cuda", 1
        start = time.perf_counter()
        self.ms()
        while time.perf_counter() - start < WARM_UP_S:
            self.ms()
        if self.gpu:
            for _ in range(2):
                self.runs = int(min(max(LEAST_MS / max(self.ms(), 1e-3), 1), MOST_RUNS))
            torch.cuda.reset_peak_memory_stats()

    def ms(self):
        if not self.gpu:
            start = time.perf_counter()
            self.run()
            return 1e3 * (time.perf_counter() - start)
        first, last = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        torch.cuda.synchronize()
        first.record()
        for _ in range(self.runs):
            self.run()
        last.record()
        last.synchronize()
        return first.elapsed_time(last) / self.runs


class Peer:
    def __init__(self, device, precision):
        self.device = device
        self.name, self.workload, self.timers = None, None, {}
        hardware = torch.cuda.get_device_name() if device.type == "cuda" else f"the processor, {torch.get_num_threads()} threads"
        cudnn = f", cuDNN {torch.backends.cudnn.version()}" if device.type == "cuda" else ""
        self.about = f"PyTorch {torch.__version__}{cudnn}, {hardware}, {precision if device.type == 'cuda' else 'fp32'}"

    def answer(self, name, mode):
        if name != self.name:
            self.name, self.workload, self.timers = None, None, {}
            gc.collect()
            if self.device.type == "cuda":
                torch.cuda.empty_cache()
            self.workload, self.name = make(name, self.device), name
        if mode not in self.timers:
            run = getattr(self.workload, mode, None)
            if mode not in ("fwd", "fwdbwd", "step") or run is None:
                raise ValueError(f"{name} has no mode '{mode}'")
            self.timers[mode] = Timer(run, self.device)
        ms = self.timers[mode].ms()
        rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        used = torch.cuda.max_memory_allocated() / 2**20 if self.device.type == "cuda" else rss
        return {"name": name, "mode": mode, "ms": ms, "rss_mb": rss, "device_mb": used, "about": self.about}


def listed():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "names.txt")) as names:
        return names.read().split()


def both_layouts(peer, name, mode, repeats):
    """The faster layout's median over so many timings."""
    rows = []
    for suffix, layout in (("", "channels_last"), (":nchw", "nchw")):
        times = sorted(peer.answer(name + suffix, mode)["ms"] for _ in range(repeats))
        rows.append((times[len(times) // 2], layout))
    ms, layout = min(rows)
    return {"name": name, "mode": mode, "ms": ms, "layout": layout, "about": peer.about}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("names", nargs="*", help="workloads to time now, each in both layouts: a JSON line a mode")
    a.add_argument("--list", action="store_true", help="names of the workloads that fill a GPU")
    a.add_argument("--serve", action="store_true", help='run each line `NAME fwd|fwdbwd|step` once and answer {"ms": …}')
    a.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu", help="cuda, cuda:1, cpu; cuda where there is one")
    a.add_argument("--precision", choices=["fp32", "tf32"], default="fp32", help="of matrix products and convolutions on a GPU")
    a.add_argument("--repeats", type=int, default=9)
    o = a.parse_args()
    torch.backends.cudnn.benchmark = True
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = o.precision == "tf32"
    torch.set_num_threads(int(os.environ.get("NT", "0")) or torch.get_num_threads())
    device = torch.device(o.device)
    if o.list:
        print("\n".join(listed()))
        return
    if device.type == "cuda":
        torch.cuda.set_device(device)
    peer = Peer(device, o.precision)
    for line in sys.stdin if o.serve else ():
        if line.split():
            print(json.dumps(peer.answer(*line.split())), flush=True)
    for name in o.names:
        for mode in ["step"] if name.startswith("darts_supernet_step/") else ["fwd", "fwdbwd"]:
            print(json.dumps(both_layouts(peer, name, mode, o.repeats)), flush=True)


main()
