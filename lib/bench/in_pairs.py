"""Runs two commands in turn, pair by pair after an unmeasured one, and prints how their times compare.

    python in_pairs.py ROUNDS -- COMMAND... [-- PEER... [-- PEER...]]

Each command is a whole process that ends with a line of JSON (wall_s and cpu_s of the work, without start and loading).
A ratio above 1 means that ours took less time than the peer; of several peers the fastest of each round counts. The order
alternates. `extract`, `probe` and `search` get an --out of their own: their features, or their weights, scores and losses,
are compared; of `finetune` the losses.
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

PROBING = {"probe", "search"}
WRITING = {"extract", *PROBING}


def split(arguments):
    commands = []
    for argument in arguments:
        if argument == "--":
            commands.append([])
        else:
            commands[-1].append(argument)
    return commands


def run(command, out):
    if WRITING & set(command) and "--out" not in command:
        command = [*command, "--out", str(out)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **CALM})
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed: see its message above")
    return json.loads(done.stdout.strip().splitlines()[-1])


def spread(values, digits=3):
    return "  ".join(f"{name} {value:.{digits}f}" for name, value in
                     [("min", min(values)), ("median", statistics.median(values)), ("max", max(values))])


def difference(ours, peer):
    return max(abs(a - b) for a, b in zip(ours, peer, strict=True))


def parity_of_features(files, ours, peer):
    from safetensors.numpy import load_file

    a, b = (load_file(path)["features"].astype("float64") for path in files)
    return f"largest difference of {a.size} features: {abs(a - b).max():.2e} (largest feature {abs(b).max():.2f})"


def parity_of_probes(files, ours, peer):
    from safetensors.numpy import load_file

    a, b = map(load_file, files)
    if a.keys() != b.keys():
        sys.exit(f"the weights differ in name: {sorted(a.keys() ^ b.keys())}")
    weights = max(abs(a[name].astype("float64") - b[name]).max() for name in a)
    return (f"largest difference of {len(ours['best_val'])} trial(s): weights {weights:.2e} (largest weight "
            f"{max(abs(array).max() for array in b.values()):.2e}), last loss "
            f"{difference(ours['last_loss'], peer['last_loss']):.2e}, best validation score "
            f"{difference(ours['best_val'], peer['best_val']):.2e} (best {max(peer['best_val']):.4f})")


def parity_of_losses(files, ours, peer):
    pairs = list(zip(ours["losses"], peer["losses"], strict=True))
    return "losses, sonde / peer: " + "  ".join(f"{a:.6f} / {b:.6f}" for a, b in [pairs[0], pairs[-1]]) + (
        f"; largest difference of {len(pairs)} steps {difference(ours['losses'], peer['losses']):.2e}")


PARITY = {"extract": parity_of_features, "finetune": parity_of_losses, "probe": parity_of_probes, "search": parity_of_probes}


def name_of(command, number):
    if number == 0:
        return "sonde"
    return "peer" + (f", {command[command.index('--loop') + 1]}" if "--loop" in command else "")


def ratios(answers, peers, key):
    return [min(answer[name][key] for name in peers) / answer["sonde"][key] for answer in answers]


def report(names, answers):
    first = answers[0]["sonde"]
    print(f"{first['cmd']}: {len(answers)} rounds, {first['threads']} thread(s), "
          f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for name in names:
        print(f"{name:{max(map(len, names))}}  CPU s: {spread([a[name]['cpu_s'] for a in answers], 2)}   "
              f"peak {max(a[name]['peak_rss_mb'] for a in answers)} MB")
    for key, label in (("cpu_s", " CPU time"), ("wall_s", "wall time")) if len(names) > 1 else ():
        print(f"peer / sonde {label}: {spread(ratios(answers, names[1:], key))}")


def with_both_loops(peer):
    """Of probes the peer can cut its batches in two ways, of which now one is faster, now the other."""
    if not PROBING & set(peer) or "--loop" in peer:
        return [peer]
    return [[*peer, "--loop", "hand"], [*peer, "--loop", "loader"]]


def main():
    rounds, (ours, *peers) = int(sys.argv[1]), split(sys.argv[2:])
    commands = [ours, *(command for peer in peers for command in with_both_loops(peer))]
    names = [name_of(command, number) for number, command in enumerate(commands)]
    with tempfile.TemporaryDirectory() as folder:
        outs = [Path(folder, f"{number}.safetensors") for number in range(len(names))]
        answers = []
        for number in range(rounds + 1):
            order = range(len(commands)) if number % 2 else reversed(range(len(commands)))
            answer = {names[i]: run(commands[i], outs[i]) for i in order}
            load = f"load {os.getloadavg()[0]:.1f}"
            print("; ".join(f"{name} {answer[name]['cpu_s']:.2f} s CPU, {answer[name]['wall_s']:.2f} s wall"
                            for name in names), load, "(warm-up)" if number == 0 else "", file=sys.stderr, flush=True)
            answers.append(answer)
        report(names, answers[1:])
        last = answers[-1]
        if len(names) > 1:
            print(PARITY[last["sonde"]["cmd"]](outs[:2], last["sonde"], last[names[1]]))


main()
