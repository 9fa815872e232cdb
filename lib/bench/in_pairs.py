"""Runs two commands in turn, pair by pair after an unmeasured one, and prints how their times compare.

    python in_pairs.py ROUNDS -- COMMAND... [-- PEER...]

Each command is a whole process that ends with a line of JSON (wall_s and cpu_s of the work, without start and loading).
A ratio above 1 means that ours took less time than the peer. Which of the two goes first alternates. Of `extract`, which
gets an --out of its own, the features are compared; of `finetune` the losses.
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

# One arena and waiting without spinning: on a machine with other work the times are steadier, for both sides.
CALM = {"OMP_WAIT_POLICY": "passive", "MALLOC_ARENA_MAX": "1"}


def split(arguments):
    commands = []
    for argument in arguments:
        if argument == "--":
            commands.append([])
        else:
            commands[-1].append(argument)
    return commands


def run(command, out):
    if "extract" in command and "--out" not in command:
        command = [*command, "--out", str(out)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **CALM})
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed: see its message above")
    return json.loads(done.stdout.strip().splitlines()[-1])


def spread(values, digits=3):
    return "  ".join(f"{name} {value:.{digits}f}" for name, value in
                     [("min", min(values)), ("median", statistics.median(values)), ("max", max(values))])


def parity_of_features(ours, peer):
    from safetensors.numpy import load_file

    a, b = (load_file(path)["features"].astype("float64") for path in (ours, peer))
    return f"largest difference of {a.size} features: {abs(a - b).max():.2e} (largest feature {abs(b).max():.2f})"


def parity_of_losses(ours, peer):
    pairs = list(zip(ours["losses"], peer["losses"], strict=True))
    return "losses, sonde / peer: " + "  ".join(f"{a:.6f} / {b:.6f}" for a, b in [pairs[0], pairs[-1]]) + (
        f"; largest difference of {len(pairs)} steps {max(abs(a - b) for a, b in pairs):.2e}")


def main():
    rounds, commands = int(sys.argv[1]), split(sys.argv[2:])
    names = ["sonde", "peer"][:len(commands)]
    with tempfile.TemporaryDirectory() as folder:
        outs = [Path(folder, name + ".safetensors") for name in names]
        answers = []
        for number in range(rounds + 1):
            order = range(len(commands)) if number % 2 else reversed(range(len(commands)))
            answer = {names[i]: run(commands[i], outs[i]) for i in order}
            load = f"load {os.getloadavg()[0]:.1f}"
            print("; ".join(f"{name} {answer[name]['cpu_s']:.2f} s CPU, {answer[name]['wall_s']:.2f} s wall"
                            for name in names), load, "(warm-up)" if number == 0 else "", file=sys.stderr, flush=True)
            answers.append(answer)
        measured = answers[1:]
        first = measured[0]["sonde"]
        print(f"{first['cmd']}: {rounds} rounds, {first['threads']} thread(s), "
              f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        for name in names:
            print(f"{name:5}  CPU s: {spread([a[name]['cpu_s'] for a in measured], 2)}   "
                  f"peak {max(a[name]['peak_rss_mb'] for a in measured)} MB")
        if len(names) == 2:
            for key, label in (("cpu_s", " CPU time"), ("wall_s", "wall time")):
                print(f"peer / sonde {label}: {spread([a['peer'][key] / a['sonde'][key] for a in measured])}")
            print(parity_of_features(*outs) if first["cmd"] == "extract"
                  else parity_of_losses(measured[-1]["sonde"], measured[-1]["peer"]))


main()
