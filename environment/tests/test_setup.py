"""environment/setup: again, moved, interrupted, twice at once, on a machine that lacks something."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT


def command(clone: Path, name: str, *arguments, **variables) -> subprocess.CompletedProcess:
    return subprocess.run(
        [clone / "environment" / name, *arguments],
        capture_output=True,
        text=True,
        timeout=600,
        cwd="/",
        env={**os.environ, **variables},
    )


def spec(clone: Path) -> Path:
    return clone / ".venv" / "share" / "jupyter" / "kernels" / "sonde" / "kernel.json"


def test_second_setup_has_nothing_to_do_and_nothing_to_say():
    done = command(ROOT, "setup", HOME="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_kernel_of_a_moved_clone_runs_there(moved_clone):
    argv = json.loads(spec(moved_clone).read_text(encoding="utf-8"))["argv"]
    assert str(ROOT) not in " ".join(argv)
    assert f"{moved_clone}/target/lib/*" in argv[argv.index("-cp") + 1]


def test_interrupted_installation_is_made_anew(moved_clone):
    """Asked of pip's absence, so that nothing is fetched: the half-made folder is what must be recognised."""
    half = moved_clone.parent / "half made"
    (half / ".venv" / "sonde").mkdir(parents=True)
    (half / "target").mkdir()
    for part in ("environment", "pom.xml", ".mvn", "lib", "kernel-ext", "mvnw"):
        (half / part).symlink_to(moved_clone / part)
    (half / "target" / "lib").symlink_to(moved_clone / "target" / "lib")
    done = command(half, "setup", PIP_NO_INDEX="1")
    assert "making .venv" in done.stdout
    assert done.returncode == 1 and "The first set-up needs the network" in done.stderr
    assert not list((half / ".venv" / "sonde").glob("*.txt"))  # so the next set-up starts anew as well


def test_foreign_venv_is_left_alone(moved_clone):
    foreign = moved_clone.parent / "foreign"
    (foreign / ".venv").mkdir(parents=True)
    (foreign / "target").mkdir()
    for part in ("environment", "pom.xml", ".mvn", "lib", "kernel-ext", "mvnw"):
        (foreign / part).symlink_to(moved_clone / part)
    (foreign / "target" / "lib").symlink_to(moved_clone / "target" / "lib")
    done = command(foreign, "setup")
    assert done.returncode == 1 and "was not made by this set-up" in done.stderr
    assert not list((foreign / ".venv").iterdir())


def test_two_setups_at_once_leave_one_good_kernel(moved_clone):
    spec(moved_clone).unlink()
    both = [
        subprocess.Popen([moved_clone / "environment" / "setup"], stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    told = [child.communicate(timeout=300)[0] for child in both]
    assert [child.returncode for child in both] == [0, 0]
    assert sum("kernel" in text for text in told) == 1
    json.loads(spec(moved_clone).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "variables, advice",
    [
        ({"JAVA_HOME": "/nowhere"}, "JAVA_HOME is /nowhere"),
        ({"PYTHON": "python0"}, "apt install python3 python3-venv"),
    ],
)
def test_what_is_missing_is_named_with_what_to_install(variables, advice):
    done = command(ROOT, "setup", **variables)
    assert done.returncode == 1 and advice in done.stderr
    doctor = command(ROOT, "doctor", **variables)
    assert doctor.returncode == 1 and "MISSING" in doctor.stdout


def test_java_runtime_without_compiler_is_refused(tmp_path):
    (tmp_path / "bin").mkdir()
    java = tmp_path / "bin" / "java"
    java.write_text(f"#!/bin/sh\necho '  java.home = {tmp_path}\n  java.specification.version = 17'\n")
    java.chmod(0o755)
    done = command(ROOT, "setup", JAVA_HOME=str(tmp_path))
    assert done.returncode == 1 and "without javac" in done.stderr and "default-jdk-headless" in done.stderr


def test_doctor_does_not_tell_the_environment():
    done = command(ROOT, "doctor", SECRET_TOKEN="hunter2")
    assert done.returncode == 0 and "hunter2" not in done.stdout + done.stderr


def test_jshell_has_the_imports_and_takes_files(tmp_path):
    script = tmp_path / "a script.jsh"
    script.write_text('System.out.println("rows " + Table.create("t", IntColumn.create("a", 1, 2)).rowCount())\n/exit\n')
    done = command(ROOT, "jshell", str(script))
    assert "rows 2" in done.stdout, done.stdout + done.stderr
