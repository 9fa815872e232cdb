"""Writes the Jupyter kernel "Java (Sonde)" into .venv, for the JDK and the place of this clone.

One JVM, started without JJava's launcher, with the project's jars on its class path. The file is rewritten only when
its content changes, so a moved clone or another JDK needs nothing but a second set-up.
"""

import json
import os
import sys
from pathlib import Path

# Tensors live outside the heap and are freed with their small Java halves: a large heap would only let those pile up.
HEAP = ["-Xmx2g", "-XX:MaxDirectMemorySize=8g"]
MOST_THREADS = 8  # of one operation; more of them only wait for each other

ROOT = Path(__file__).resolve().parent.parent


def kernel_spec(jdk: str, version: int) -> dict:
    """The kernel's command line; `{resource_dir}` and `{connection_file}` are filled in by Jupyter."""
    environment = ROOT / "environment"
    argv = [
        str(Path(jdk) / "bin" / "java"),
        *HEAP,
        "-Djava.awt.headless=true",
        "--enable-native-access=ALL-UNNAMED",
        "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
        f"-Djava.util.logging.config.file={environment / 'logging.properties'}",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    ]
    if version >= 24:  # silences warnings about Tablesaw's class scanner; JDK 17 refuses the option
        argv.append("--sun-misc-unsafe-memory-access=allow")
    class_path = f"{ROOT / 'target' / 'lib'}/*{os.pathsep}{{resource_dir}}/../java/jjava.jar"
    argv += ["-cp", class_path, "org.dflib.jjava.distro.JJava", "{connection_file}"]
    return {
        "argv": argv,
        "display_name": "Java (Sonde)",
        "language": "java",
        "interrupt_mode": "message",
        "env": {"JJAVA_STARTUP_SCRIPTS_PATH": str(environment / "imports.jshell"), **threads()},
    }


def threads() -> dict:
    """How PyTorch uses the processors, unless the user has said so. Idle threads sleep: two notebooks run at once."""
    wanted = {"OMP_WAIT_POLICY": "passive", "OMP_NUM_THREADS": str(min(os.cpu_count() or 1, MOST_THREADS))}
    return {name: value for name, value in wanted.items() if name not in os.environ}


def main() -> None:
    jdk, version = sys.argv[1:]
    folder = Path(sys.prefix) / "share" / "jupyter" / "kernels" / "sonde"
    text = json.dumps(kernel_spec(jdk, int(version)), indent=1, ensure_ascii=False) + "\n"
    spec = folder / "kernel.json"
    if spec.exists() and spec.read_text(encoding="utf-8") == text:
        return
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"kernel.json.{os.getpid()}"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(spec)
    print(f'setup: kernel "Java (Sonde)" on JDK {version} ({jdk})')


if __name__ == "__main__":
    main()
