"""The pre-training command from nothing, at a tenth of the steps: what it must learn, and that nothing is trained twice."""

import csv
import hashlib
import subprocess
from pathlib import Path
from statistics import mean

import pytest
from conftest import ROOT


def pretrain(out: Path) -> None:
    command = ["environment/pretrain", "--what", "stage1", "--share", "0.1", "--threads", "2", "--out", out]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("pretrained")
    pretrain(out)
    return out


def curve(folder: Path, quantity: str) -> list[float]:
    with (folder / "curve.csv").open(encoding="utf-8") as file:
        return [float(row["value"]) for row in csv.DictReader(file) if row["quantity"] == quantity]


def weights(out: Path) -> str:
    return hashlib.sha256((out / "blip2/model.safetensors").read_bytes()).hexdigest()


# The last phase begins with what the one before it learnt, at a high rate again, so that it has less to gain.
@pytest.mark.parametrize(("stage", "part"), [("encoder", 0.8), ("stage1-1", 0.8), ("stage1-2", 0.95)])
def test_the_loss_of_each_stage_falls(trained, stage, part):
    losses = curve(trained / stage, "loss")
    assert mean(losses[-2:]) < part * losses[0], losses


def test_what_is_trained_already_is_not_trained_again(trained):
    before, states = weights(trained), written(trained)
    pretrain(trained)
    assert weights(trained) == before
    assert written(trained) == states


def written(out: Path) -> dict[str, int]:
    return {stage: (out / stage / "state.safetensors").stat().st_mtime_ns for stage in ("encoder", "stage1-1", "stage1-2")}
