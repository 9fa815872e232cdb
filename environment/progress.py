"""What the terminal shows while notebooks run: a line at each start and end, and on a terminal the cells between."""

import shutil
import threading


class Progress:
    """Told by the threads that watch the notebooks."""

    def __init__(self, stream):
        self._stream = stream
        self._live = stream.isatty()
        self._lock = threading.Lock()
        self._cells = {}  # name -> (cell, cells), of the notebooks that run now

    def started(self, name: str) -> None:
        with self._lock:
            self._cells[name] = (0, 0)
            self._line(f"start  {name}")

    def progressed(self, name: str, event: dict) -> None:
        with self._lock:
            cell, cells = self._cells[name]
            self._cells[name] = (event.get("cell", cell), event.get("cells", cells))
            self._status()

    def ended(self, name: str, seconds: float, error: str | None) -> None:
        with self._lock:
            del self._cells[name]
            self._line(f"{'FAILED' if error else 'done  '} {name}  {seconds:.1f} s")

    def _line(self, text: str) -> None:
        clear = "\r\033[K" if self._live else ""
        self._stream.write(f"{clear}{text}\n")
        self._status()

    def _status(self) -> None:
        if self._live:
            running = ", ".join(f"{name} {cell}/{cells}" for name, (cell, cells) in self._cells.items() if cells)
            width = shutil.get_terminal_size().columns - 1
            self._stream.write(f"\r\033[K{running[:width]}")
        self._stream.flush()
