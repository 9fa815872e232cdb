"""Runs one notebook: run_notebook.py IN OUT ROOT CELL_TIMEOUT. One process per notebook, started by runner.py.

Tells its progress as JSON lines on standard output. It stops, and its kernel with it, when standard input closes: so
no kernel outlives the command, however that ended.
"""

import json
import os
import signal
import sys
import threading

import java_parameters  # noqa: F401  papermill learns Java
import papermill


def tell(**event) -> None:
    print(json.dumps(event), flush=True)


def stop_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGINT)


def main() -> None:
    source, target, root, timeout = sys.argv[1:]
    threading.Thread(target=stop_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.default_int_handler)
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
    except KeyboardInterrupt:
        os._exit(130)
    except papermill.PapermillExecutionError as error:
        tell(error=error.evalue or error.ename)  # JJava names the class in the value
    except Exception as error:  # a dead kernel, a cell over its time, an unreadable notebook
        tell(error=f"{type(error).__name__}: {error}")
    os._exit(0)  # the thread that waits on standard input would keep the process


if __name__ == "__main__":
    main()
