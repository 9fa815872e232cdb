"""Lets two programs take turns, round by round, and prints how their times compare.

    python side_by_side.py ROUNDS WARM_UP -- COMMAND... [-- PEER...]

Each program answers a line on its standard input with a line of JSON (wall_s, cpu_s, images_per_s, checksums). A ratio
above 1 means that ours took less time than the peer.
"""
import json
import statistics
import subprocess
import sys


def start(command):
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ask(program):
    program.stdin.write("\n")
    program.stdin.flush()
    line = program.stdout.readline()
    if not line:
        sys.exit(f"{program.args[0]} ended: see its message above")
    return json.loads(line)


def spread(values, unit=""):
    return f"min {min(values):.2f}{unit}  median {statistics.median(values):.2f}{unit}  max {max(values):.2f}{unit}"


def split(arguments):
    commands = []
    for argument in arguments:
        if argument == "--":
            commands.append([])
        else:
            commands[-1].append(argument)
    return commands


def main():
    rounds, warm_up = int(sys.argv[1]), int(sys.argv[2])
    programs = [start(command) for command in split(sys.argv[3:])]
    for _ in range(warm_up):
        for program in programs:
            ask(program)
    answers = [[ask(program) for program in programs] for _ in range(rounds)]
    for program in programs:
        program.stdin.close()
        program.wait()
    print(f"{rounds} rounds after {warm_up} of warm-up, {answers[0][0]['images']} images, {answers[0][0]['threads']} thread(s)")
    for i, name in enumerate(["sonde", "peer"][:len(programs)]):
        print(f"{name:5}  images/s: {spread([a[i]['images_per_s'] for a in answers])}   "
              f"CPU: {spread([a[i]['cpu_s'] for a in answers], ' s')}")
    if len(programs) == 2:
        print(f"peer / sonde  CPU time: {spread([peer['cpu_s'] / ours['cpu_s'] for ours, peer in answers])}")
        print(f"peer / sonde wall time: {spread([peer['wall_s'] / ours['wall_s'] for ours, peer in answers])}")
        ours, peer = (answer["checksums"] for answer in answers[-1])
        print(f"byte-equal pictures: {sum(a == b for a, b in zip(ours, peer))} of {len(peer)}")


main()
