#!/usr/bin/env python3
"""PyTorch on the workloads of NativeNas, on a GPU: the other side of `paired --device cuda:0`.

A workload is named as workloads.py says; --list names those that fill a GPU.
"""
import argparse
import gc
import json
import os
import resource
import sys
import time

import torch

import workloads

LEAST_MS, MOST_RUNS = 20, 500  # of what lies between two events
WARM_UP_S = 0.5


class Timer:
    """On a GPU so many runs between two events that their start is nothing; on a processor one by one."""

    def __init__(self, run, device):
        self.run, self.gpu, self.runs = run, device.type == "cuda", 1
        self.ms()  # with cuDNN's trials, which are no warm-up
        start = time.perf_counter()
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

    def forget(self):
        self.name, self.workload, self.timers = None, None, {}
        gc.collect()
        if self.device.type == "cuda":
            torch.cuda.empty_cache()

    def answer(self, name, mode):
        if name != self.name:
            self.forget()
            self.workload, self.name = workloads.make(name, self.device), name
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


def served(peer, words):
    """The answer to a line, or {"error": …}: one that fails leaves the peer alive and its memory free."""
    try:
        if len(words) != 2:
            raise ValueError(f"got the line '{' '.join(words)}'; expected NAME MODE")
        return peer.answer(*words)
    except (ValueError, RuntimeError, MemoryError) as e:  # a GPU's out of memory is a RuntimeError
        complaint = (str(e).splitlines() or [type(e).__name__])[0]
    peer.forget()  # here the traceback, which holds tensors, is gone
    return {"error": complaint}


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
    a.add_argument("--serve", action="store_true", help='run each line `NAME fwd|fwdbwd|step` once and answer {"ms": …}, or {"error": …}')
    a.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu", help="cuda, cuda:1, cpu; cuda where there is one")
    a.add_argument("--precision", choices=["fp32", "tf32"], default="fp32", help="of matrix products and convolutions on a GPU")
    a.add_argument("--repeats", type=int, default=9)
    o = a.parse_args()
    torch.backends.cudnn.benchmark = True
    if hasattr(torch.backends.cudnn, "benchmark_limit"):
        torch.backends.cudnn.benchmark_limit = 0  # every algorithm, not the first ten
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
            print(json.dumps(served(peer, line.split())), flush=True)
    for name in o.names:
        for mode in ["step"] if name.startswith("darts_supernet_step/") else ["fwd", "fwdbwd"]:
            print(json.dumps(both_layouts(peer, name, mode, o.repeats)), flush=True)


main()
