"""environment/reproduce --plan and --seeds: what the library is asked, and what is refused."""

import os
import subprocess
import sys

import pytest
import report
from conftest import ROOT


@pytest.fixture
def java(tmp_path, monkeypatch):
    """A program in the place of java that tells what it was started with."""
    program = tmp_path / "java"
    program.write_text('#!/bin/sh\necho "$SONDE_SCALE $SONDE_SEEDS"\nfor one; do echo "$one"; done\nexit 3\n')
    program.chmod(0o755)
    monkeypatch.setenv("SONDE_JAVA", str(program))
    for name in ("SONDE_SCALE", "SONDE_SEEDS"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, ROOT / "environment" / "report.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_the_plan_is_the_librarys_of_the_scale_and_the_seeds(java):
    done = run("--plan", "--scale", "paper", "--seeds", "5", "--flops", "4e13")
    assert done.stdout.startswith("paper 5\n") and done.returncode == 3
    assert done.stdout.endswith("dev.sonde.paper.PlanCommand\n40000000000000.0\n")


def test_without_a_speed_the_library_measures_it(java):
    assert run("--plan").stdout.endswith("dev.sonde.paper.PlanCommand\n")


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["--seeds", "0"], "--seeds 0: give a whole number from 1 to 100"),
        (["--seeds", "three"], "invalid int value: 'three'"),
        (["--plan", "--flops", "-1"], "--flops -1: give operations a second"),
        (["--plan", "--flops", "nan"], "--flops nan: give operations a second"),
        (["--flops", "1e12"], "together with --plan"),
        (["--pla"], "unrecognized arguments: --pla"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments, told):
    done = run(*arguments, "--check-usage-only")
    assert done.returncode == 2 and told in done.stderr and "Traceback" not in done.stderr


def test_seeds_reach_the_notebooks_through_the_environment(monkeypatch):
    monkeypatch.setenv("SONDE_SCALE", "mini")  # so that it is restored
    monkeypatch.setenv("SONDE_SEEDS", "7")
    report.use(report.parse(["--scale", "mini"]))
    assert os.environ["SONDE_SEEDS"] == "7"
    report.use(report.parse(["--seeds", "2"]))
    assert os.environ["SONDE_SEEDS"] == "2" and os.environ["SONDE_SCALE"] == "mini"
