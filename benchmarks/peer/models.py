"""Layers and networks in PyTorch, as NativeNas has them."""
import torch
import torch.nn as nn
import torch.nn.functional as F


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
