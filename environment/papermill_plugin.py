"""Lets the command `papermill` of .venv, and any other use of papermill there, give parameters to Java notebooks.

Papermill has no entry point for translators, but it loads those for engines when it starts, and java_parameters registers
its translator when it is loaded. So a copy of it is installed as a package of its own, with such an entry point.
"""

import shutil
import sysconfig
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "java_parameters.py"
MODULE = "sonde_java_parameters"


def main() -> None:
    packages = Path(sysconfig.get_path("purelib"))
    information = packages / f"{MODULE}-0.dist-info"
    information.mkdir(exist_ok=True)
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {MODULE}\nVersion: 0\n", encoding="utf-8")
    (information / "entry_points.txt").write_text(
        f"[papermill.engine]\nsonde = {MODULE}:JavaTranslator\n", encoding="utf-8"
    )
    shutil.copyfile(SOURCE, packages / f"{MODULE}.py")


if __name__ == "__main__":
    main()
