"""Measure what a command costs, from outside: wall and processor seconds, and the memory of each of its processes."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

_INTERVAL = 0.1
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Memory:
    """The peak of one process in MB, and its name; a worker of ours has that of its phase (on Linux)."""

    name: str
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost; ``together_mb`` is the largest sum of resident memory that its processes had at one time."""

    wall_seconds: float
    cpu_seconds: float
    processes: tuple[Memory, ...]
    together_mb: float

    @property
    def peak_mb(self) -> float:
        """Give the peak of the largest process."""
        return max((process.peak_mb for process in self.processes), default=0.0)


class CommandError(Exception):
    """A measured command failed; the text is the last line it wrote."""


class Watch:
    """What processes were seen, and how much memory they had."""

    def __init__(self) -> None:
        self._seen: dict[int, Memory] = {}
        self.together_mb = 0.0

    @property
    def processes(self) -> tuple[Memory, ...]:
        """Give what is known of each process, in the order they came."""
        return tuple(self._seen.values())

    @property
    def peak_mb(self) -> float:
        """Give the peak of the largest process."""
        return max((process.peak_mb for process in self.processes), default=0.0)

    def look(self, found: Sequence[psutil.Process]) -> None:
        """Take down what these processes have now."""
        together = 0
        for process in found:
            with suppress(psutil.Error):
                resident = process.memory_info().rss
                together += resident
                before = self._seen[process.pid].peak_mb if process.pid in self._seen else 0.0
                peak = max(before, resident / _MB, high_water_mark_mb(process.pid))
                self._seen[process.pid] = Memory(process.name(), peak)
        self.together_mb = max(self.together_mb, together / _MB)


@contextmanager
def watched(pid: int, *, itself: bool = True) -> Iterator[Watch]:
    """Watch the children of a process and their children, and the process ``itself``, ten times a second."""
    watch = Watch()
    over = threading.Event()
    try:
        root = psutil.Process(pid)
    except psutil.NoSuchProcess:
        yield watch
        return

    def look() -> None:
        while not over.wait(_INTERVAL):
            with suppress(psutil.Error):
                watch.look([*([root] if itself else []), *root.children(recursive=True)])

    watcher = threading.Thread(target=look, name="watch", daemon=True)
    watcher.start()
    try:
        yield watch
    finally:
        over.set()
        watcher.join()


def measured(command: Sequence[str], folder: Path, variables: Mapping[str, str] | None = None) -> tuple[str, Cost]:
    """Run a command in ``folder`` with these additional variables; give what it printed, and its cost.

    Raises CommandError where the command fails. Nothing else may be started meanwhile by this process.
    """
    cpu, wall = _cpu_seconds(), time.perf_counter()
    environment = {**os.environ, **(variables or {})}
    with (
        subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process,
        watched(process.pid) as watch,
    ):
        try:
            printed, complaint = process.communicate()
        except BaseException:
            process.kill()  # its own workers end with it
            raise
    # A process may have its peak between two looks, where only its own high-water mark tells of it.
    together_mb = max(watch.together_mb, watch.peak_mb)
    cost = Cost(time.perf_counter() - wall, _cpu_seconds() - cpu, watch.processes, together_mb)
    if process.returncode != 0:
        lines = complaint.decode(errors="replace").strip().splitlines()
        raise CommandError(lines[-1] if lines else f"exit code {process.returncode}")
    return printed.decode(), cost


def high_water_mark_mb(pid: int) -> float:
    """Give the peak of a running process as Linux counts it (``VmHWM``); 0 where that cannot be told."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / _MB for line in lines if line.startswith("VmHWM")), 0.0)


def _cpu_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
