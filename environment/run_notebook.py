"""Runs one notebook: run_notebook.py IN OUT ROOT CELL_TIMEOUT. One process per notebook, started by runner.py.

Tells its progress as JSON lines on standard output. It stops, and its kernel with it, when standard input closes: so
no kernel outlives the command, however that ended and wherever this process was (starting the kernel, in a cell).
"""

import json
import os
import sys
import threading

import java_parameters  # noqa: F401  papermill learns Java
import papermill
import psutil

# The kernel inherits standard output: what it prints must not come between the events.
_events = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)


def tell(**event) -> None:
    print(json.dumps(event), file=_events, flush=True)


def stop_with_parent() -> None:
    sys.stdin.buffer.read()
    end_children()
    os._exit(130)


def end_children() -> None:
    while children := psutil.Process().children(recursive=True):
        for child in children:
            try:
                child.terminate()
            except psutil.NoSuchProcess:
                pass
        for child in psutil.wait_procs(children, timeout=3)[1]:
            child.kill()


def main() -> None:
    source, target, root, timeout = sys.argv[1:]
    threading.Thread(target=stop_with_parent, daemon=True).start()
    try:
        papermill.execute_notebook(
            source,
            target,
            kernel_name="sonde",
            cwd=root,
            progress_bar=False,
            execution_timeout=int(timeout),
            start_timeout=180,
            on_notebook_start=lambda notebook: tell(cells=len(notebook.cells)),
            on_cell_start=lambda cell, cell_index: tell(cell=cell_index + 1),
        )
    except papermill.PapermillExecutionError as error:
        tell(error=error.evalue or error.ename)  # JJava names the class in the value
    except Exception as error:  # a dead kernel, a cell over its time, an unreadable notebook
        tell(error=f"{type(error).__name__}: {error}")
    end_children()  # a dead or hanging kernel's remains
    os._exit(0)  # the thread that waits on standard input would keep the process


if __name__ == "__main__":
    main()
