"""What is timed, by name: family/shape, such as depthwise/n128_c96_h56_k3_s1.

n images, c channels (c24to40: in and out), h height and width, k kernel, s stride, d dilation, g groups, e expansion,
se and r squeezed channels. Any shape of a known family can be made. Activations are channels_last unless the name ends
in :nchw.
"""
import re

import torch
import torch.nn as nn
import torch.nn.functional as F

from models import Edge, Excite, Halve, MBConv, Supernet, conv, depthwise, efficientnet_b0, separable


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
        self.x = place(torch.randn(shape)).requires_grad_()
        with torch.no_grad():
            self.dy = torch.randn_like(self.layer(self.x))

    def fwd(self):
        with torch.no_grad():
            self.layer(self.x)

    def fwdbwd(self):
        for tensor in (self.x, *self.layer.parameters()):
            tensor.grad = None
        self.layer(self.x).backward(self.dy)


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
