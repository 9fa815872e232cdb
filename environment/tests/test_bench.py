"""environment/bench: the commands that compare probes with PyTorch, on tiny features."""

import json
import os
import re
import subprocess
import sys

import pytest
from conftest import ROOT

TINY = ("--rows", "96", "--held", "32", "--width", "48", "--trials", "3")


def bench(*arguments, cwd="/") -> subprocess.CompletedProcess:
    return subprocess.run(
        [ROOT / "environment" / "bench", *map(str, arguments)], capture_output=True, text=True, timeout=600, cwd=cwd
    )


def peer_python() -> str | None:
    python = os.environ.get("SONDE_PEER_PYTHON", sys.executable)
    found = subprocess.run([python, "-c", "import torch, transformers, safetensors, numpy"], capture_output=True)
    return python if found.returncode == 0 else None


@pytest.fixture(scope="module")
def features(tmp_path_factory):
    folder = tmp_path_factory.mktemp("features")
    made = bench("features", "--out", "made", *TINY, cwd=folder)  # a path of the caller's
    assert made.returncode == 0, made.stderr
    return folder / "made"


def test_features_are_the_same_for_the_same_seed(features, tmp_path):
    bench("features", "--out", tmp_path, *TINY)
    for name in ("train.safetensors", "val.safetensors", "trials.json"):
        assert (tmp_path / name).read_bytes() == (features / name).read_bytes()
    trials = json.loads((features / "trials.json").read_text())
    assert len(trials) == 3 and all(1e-5 <= trial["lr"] <= 5e-4 for trial in trials)


def test_search_is_measured_alone(features):
    done = bench(
        *("search", "--train", features / "train.safetensors", "--val", features / "val.safetensors"),
        *("--trials", features / "trials.json", "--first", 2, "--task", "box", "--batch", 16, "--epochs", 2, "--rounds", 1),
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("search: 1 rounds, 1 thread(s)")
    assert "peer" not in done.stdout


@pytest.mark.parametrize("arguments", [("probe", "--task", "box"), ("search", "--trials", "trials.json")])
def test_weights_and_losses_are_those_of_the_peer(features, arguments):
    if peer_python() is None:
        pytest.skip("no Python with torch and transformers: name one in SONDE_PEER_PYTHON")
    done = bench(
        *(*arguments, "--with-peer", "--train", "train.safetensors", "--val", "val.safetensors"),
        *("--batch", 16, "--epochs", 2, "--rounds", 1, "--loop", "hand"),
        cwd=features,
    )
    assert done.returncode == 0, done.stderr
    parity = done.stdout.splitlines()[-1]
    found = dict(re.findall(r"(weights|last loss|best validation score) ([\d.e+-]+)", parity))
    assert max(float(found["weights"]), float(found["last loss"])) < 1e-6, parity
    assert float(found["best validation score"]) == 0, parity


def test_an_option_that_nobody_knows_is_refused(features):
    done = bench("probe", "--train", features / "train.safetensors", "--val", features / "val.safetensors", "--epoch", 3)
    assert done.returncode != 0 and "There is no option --epoch" in done.stderr
